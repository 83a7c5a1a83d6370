/**
 * Decodes one LZ4 block into `out` from `from` on, where matches may reach back into what lies before.
 * Answers the end of what was written, or null where the block is damaged or does not fit.
 */
export function decodeLz4Block(block: Uint8Array, out: Uint8Array, from: number): number | null {
  let at = 0;
  let to = from;
  while (at < block.length) {
    const token = block[at++] ?? 0;
    let literals = token >> 4;
    if (literals === 15) {
      for (let more = 255; more === 255; ) {
        if (at >= block.length) return null;
        more = block[at++] ?? 0;
        literals += more;
      }
    }
    if (at + literals > block.length || to + literals > out.length) return null;
    // Byte by byte is faster for the few that there mostly are.
    if (literals > 64) out.set(block.subarray(at, at + literals), to);
    else for (let i = 0; i < literals; i++) out[to + i] = block[at + i] ?? 0;
    at += literals;
    to += literals;
    // The last sequence has literals only.
    if (at === block.length) return to;
    const back = (block[at] ?? 0) | ((block[at + 1] ?? 0) << 8);
    at += 2;
    if (at > block.length || back === 0 || back > to) return null;
    let length = (token & 15) + 4;
    if (length === 19) {
      for (let more = 255; more === 255; ) {
        if (at >= block.length) return null;
        more = block[at++] ?? 0;
        length += more;
      }
    }
    if (to + length > out.length) return null;
    if (back >= length && length > 64) out.copyWithin(to, to - back, to - back + length);
    // A match that overlaps itself repeats what it has just written.
    else for (let i = 0; i < length; i++) out[to + i] = out[to + i - back] ?? 0;
    to += length;
  }
  return to === from ? null : to;
}
