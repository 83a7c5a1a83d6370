/** A moment in UTC, to the second. */
export function momentText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace("T", " ");
}

const units = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1_000],
] as const;

/** How long between two events: the two largest units, "1 h 5 min". */
export function pauseText(ms: number): string {
  const parts: string[] = [];
  let left = ms;
  for (const [unit, size] of units) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) parts.push(`${count} ${unit}`);
    if (parts.length === 2) break;
  }
  return parts.length === 0 ? `${Math.round(ms)} ms` : parts.join(" ");
}
