/**
 * Likeness of two texts from 0 to 1 by the letters that they share near the same places, with more weight on how they
 * begin (Jaro 1989, Winkler 1990; prefix of up to four letters, scale 0.1).
 */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const taken = new Uint8Array(b.length);
  const mine: number[] = [];
  for (let i = 0; i < a.length; i += 1) {
    const code = a.charCodeAt(i);
    const end = Math.min(b.length, i + reach + 1);
    for (let j = Math.max(0, i - reach); j < end; j += 1) {
      if (taken[j] || b.charCodeAt(j) !== code) continue;
      taken[j] = 1;
      mine.push(code);
      break;
    }
  }
  const shared = mine.length;
  if (shared === 0) return 0;
  let at = 0;
  let misplaced = 0;
  for (let j = 0; j < b.length; j += 1) {
    if (!taken[j]) continue;
    if (mine[at] !== b.charCodeAt(j)) misplaced += 1;
    at += 1;
  }
  const jaro = (shared / a.length + shared / b.length + (shared - misplaced / 2) / shared) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < a.length && prefix < b.length && a[prefix] === b[prefix]) prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro);
}
