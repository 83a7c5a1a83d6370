import { countLineFeeds } from "../csv/countLineFeeds.ts";

const feeds = 0x0a0a0a0a;
const ones = 0x01010101;

/** Line feeds in bytes; sixteen at a time are passed over where none of them is one. */
export function countFeeds(bytes: Uint8Array): number {
  const before = (4 - (bytes.byteOffset & 3)) & 3;
  const blocks = Math.max(0, bytes.length - before) >> 4;
  if (blocks === 0) return countLineFeeds(bytes, 0).lines;
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + before, blocks * 4);
  let count = countLineFeeds(bytes.subarray(0, before), 0).lines;
  for (let at = 0; at < words.length; at += 4) {
    const a = (words[at] ?? 0) ^ feeds;
    const b = (words[at + 1] ?? 0) ^ feeds;
    const c = (words[at + 2] ?? 0) ^ feeds;
    const d = (words[at + 3] ?? 0) ^ feeds;
    // Not 0 where a byte is 0; a borrow may mark its neighbour too, so that marks are not counted.
    const marks = ((a - ones) & ~a) | ((b - ones) & ~b) | ((c - ones) & ~c) | ((d - ones) & ~d);
    if ((marks & 0x80808080) !== 0) count += zeros(a) + zeros(b) + zeros(c) + zeros(d);
  }
  return count + countLineFeeds(bytes.subarray(before + blocks * 16), 0).lines;
}

/** How many of a word's bytes are 0. */
function zeros(word: number): number {
  const marks = ~(((word & 0x7f7f7f7f) + 0x7f7f7f7f) | word | 0x7f7f7f7f);
  return ((marks >>> 7) & 1) + ((marks >>> 15) & 1) + ((marks >>> 23) & 1) + (marks >>> 31);
}
