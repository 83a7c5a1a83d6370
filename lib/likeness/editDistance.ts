/**
 * How many letters have to be put in, left out, changed or swapped with their neighbour to make one text of another
 * (optimal string alignment). Past `most` the answer is `most + 1`, found without finishing.
 */
export function editDistance(a: string, b: string, most = Number.POSITIVE_INFINITY): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let start = 0;
  while (start < a.length && start < b.length && a.charCodeAt(start) === b.charCodeAt(start)) start += 1;
  let aEnd = a.length;
  let bEnd = b.length;
  while (aEnd > start && bEnd > start && a.charCodeAt(aEnd - 1) === b.charCodeAt(bEnd - 1)) {
    aEnd -= 1;
    bEnd -= 1;
  }
  const rows = aEnd - start;
  const columns = bEnd - start;
  if (rows === 0 || columns === 0) return Math.max(rows, columns);
  let before = new Array<number>(columns + 1).fill(0);
  let above = Array.from({ length: columns + 1 }, (_, at) => at);
  let row = new Array<number>(columns + 1).fill(0);
  for (let i = 1; i <= rows; i += 1) {
    row[0] = i;
    let least = i;
    const mine = a.charCodeAt(start + i - 1);
    for (let j = 1; j <= columns; j += 1) {
      const theirs = b.charCodeAt(start + j - 1);
      let cost = Math.min(
        (above[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (above[j - 1] ?? 0) + (mine === theirs ? 0 : 1),
      );
      const isSwap =
        i > 1 &&
        j > 1 &&
        mine === b.charCodeAt(start + j - 2) &&
        a.charCodeAt(start + i - 2) === theirs &&
        mine !== theirs;
      if (isSwap) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [before, above, row] = [above, row, before];
  }
  return Math.min(above[columns] ?? 0, most + 1);
}

/** 1 for equal texts, 0 for texts that share no letter in its place: the distance over the longer length. */
export function editLikeness(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  return longest === 0 ? 1 : 1 - editDistance(a, b) / longest;
}
