/** Line feeds in some UTF-8, four bytes a turn: each byte of `sums` counts those of its column. */
export function countFeeds(text: Uint8Array): number {
  const end = text.length;
  let feeds = 0;
  let at = 0;
  for (; at < end && ((text.byteOffset + at) & 3) !== 0; at++) if (text[at] === 10) feeds++;
  const words = new Int32Array(text.buffer, at < end ? text.byteOffset + at : 0, (end - at) >> 2);
  for (let index = 0; index < words.length; ) {
    // After 255 turns a column might overflow.
    const stop = Math.min(words.length, index + 255);
    let sums = 0;
    for (; index < stop; index++) {
      const word = (words[index] ?? 0) ^ 0x0a0a0a0a;
      sums += (~(((word & 0x7f7f7f7f) + 0x7f7f7f7f) | word) >>> 7) & 0x01010101;
    }
    feeds += (sums & 255) + ((sums >>> 8) & 255) + ((sums >>> 16) & 255) + (sums >>> 24);
  }
  for (at += words.length * 4; at < end; at++) if (text[at] === 10) feeds++;
  return feeds;
}
