/** Sentences with their counts, without those that came to nothing. */
export function noteCounts(counts: readonly (readonly [sentence: string, count: number])[]): string[] {
  return counts.filter(([, count]) => count > 0).map(([sentence, count]) => `${sentence}: ${count}`);
}
