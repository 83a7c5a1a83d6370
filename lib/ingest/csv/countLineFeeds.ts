/**
 * Line feeds from byte `from` on, and how many of them end an empty line; `from` must be the start of a line.
 * Four bytes a turn: the sum in `feeds` is 0x80 in each byte that is a line feed, without carries between bytes.
 */
export function countLineFeeds(block: Uint8Array, from: number): { lines: number; blank: number } {
  let lines = 0;
  let blank = 0;
  let at = from;
  let before = 0x80;
  for (; at < block.length && ((block.byteOffset + at) & 3) !== 0; at++) {
    const feed = block[at] === 10 ? 0x80 : 0;
    lines += feed >>> 7;
    blank += (feed & before) >>> 7;
    before = feed;
  }
  const count = Math.max(0, block.length - at) >> 2;
  const words = new Uint32Array(block.buffer, count > 0 ? block.byteOffset + at : 0, count);
  for (let index = 0; index < words.length; index++) {
    const word = (words[index] ?? 0) ^ 0x0a0a0a0a;
    const feeds = ~(((word & 0x7f7f7f7f) + 0x7f7f7f7f) | word | 0x7f7f7f7f);
    if (feeds !== 0) {
      const empty = feeds & ((feeds << 8) | before);
      lines += bits(feeds);
      if (empty !== 0) blank += bits(empty);
    }
    before = feeds >>> 24;
  }
  for (at += words.length * 4; at < block.length; at++) {
    const feed = block[at] === 10 ? 0x80 : 0;
    lines += feed >>> 7;
    blank += (feed & before) >>> 7;
    before = feed;
  }
  return { lines, blank };
}

/** How many of the four top bits are set. */
function bits(mask: number): number {
  return ((mask >>> 7) & 1) + ((mask >>> 15) & 1) + ((mask >>> 23) & 1) + (mask >>> 31);
}
