/** A piece of a text, and whether the other text has it too. */
export interface Part {
  text: string;
  isSame: boolean;
}

/** Two texts by what they begin and end with in common; what is between differs. Characters stay whole. */
export function textDifference(before: string, after: string): { before: Part[]; after: Part[] } {
  const [a, b] = [[...before], [...after]];
  const least = Math.min(a.length, b.length);
  let start = 0;
  while (start < least && a[start] === b[start]) start++;
  let end = 0;
  while (end < least - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return { before: partsOf(a, start, end), after: partsOf(b, start, end) };
}

function partsOf(characters: readonly string[], start: number, end: number): Part[] {
  const last = characters.length - end;
  return [
    { text: characters.slice(0, start).join(""), isSame: true },
    { text: characters.slice(start, last).join(""), isSame: false },
    { text: characters.slice(last).join(""), isSame: true },
  ].filter(({ text }) => text !== "");
}
