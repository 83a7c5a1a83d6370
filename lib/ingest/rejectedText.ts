/** How many bytes of a rejected row's text are kept: all of most rows, and less where there are very many. */
function mostBytes(rejectsBefore: number): number {
  if (rejectsBefore < 1000) return 1 << 16;
  return rejectsBefore < 10_000 ? 2000 : 200;
}

/** The text of a rejected row, as much as there is room for after so many others, and what to add to the reason where it is cut. */
export function rejectedText(
  buffer: Uint8Array,
  from: number,
  to: number,
  rejectsBefore: number,
): { raw: string; cut: string } {
  const end = Math.min(to, from + mostBytes(rejectsBefore));
  const raw = new TextDecoder().decode(buffer.subarray(from, end));
  return { raw, cut: end < to ? ` (the first ${end - from} of its ${to - from} bytes are kept)` : "" };
}
