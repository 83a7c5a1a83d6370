/**
 * The candidate that someone who wrote `name` most likely meant: within two edits (one, for names of up to
 * three characters), the closest first, then the earliest. Null where none is near.
 */
export function closestName(name: string, candidates: Iterable<string>): string | null {
  const written = name.toLowerCase();
  let best: string | null = null;
  let allowed = written.length <= 3 ? 1 : 2;
  for (const candidate of candidates) {
    const distance = distanceUpTo(allowed, written, candidate.toLowerCase());
    if (distance === null) continue;
    best = candidate;
    allowed = distance - 1;
    if (allowed < 0) break;
  }
  return best;
}

/** Insertions, deletions and replacements that turn one text into the other; null above `limit`. */
export function distanceUpTo(limit: number, a: string, b: string): number | null {
  if (limit < 0 || Math.abs(a.length - b.length) > limit) return null;
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    // Cells further than `limit` from the diagonal can only be above it.
    const row = new Array<number>(b.length + 1).fill(limit + 1);
    if (i <= limit) row[0] = i;
    let least = limit + 1;
    for (let j = Math.max(1, i - limit); j <= Math.min(b.length, i + limit); j++) {
      const replaced = (previous[j - 1] ?? limit + 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const value = Math.min(replaced, (previous[j] ?? limit + 1) + 1, (row[j - 1] ?? limit + 1) + 1);
      row[j] = value;
      least = Math.min(least, value);
    }
    if (least > limit && (row[0] ?? 0) > limit) return null;
    previous = row;
  }
  const distance = previous[b.length] ?? limit + 1;
  return distance > limit ? null : distance;
}
