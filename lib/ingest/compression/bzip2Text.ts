import { BadBzip2, type Bzip2Block } from "./bzip2Block.ts";

const chunkBytes = 1 << 20;
const crcTable = bzip2CrcTable();

/** A block's text: its sorting undone, its runs written out, its check sum compared at the end. */
export function* bzip2Text({ sorted, first }: Bzip2Block, sum: number): Generator<Uint8Array> {
  linkOrder(sorted);
  let out = new Uint8Array(chunkBytes);
  let at = 0;
  let crc = 0xffffffff;
  let link = (sorted[first] ?? 0) >>> 8;
  let last = -1;
  let alike = 0;
  for (let i = 0; i < sorted.length; i++) {
    const entry = sorted[link] ?? 0;
    const byte = entry & 255;
    link = entry >>> 8;
    // After four alike comes the number of those that follow.
    const copies = alike === 4 ? byte : 1;
    const value = alike === 4 ? last : byte;
    if (alike === 4) alike = 0;
    else if (byte === last) alike++;
    else {
      last = byte;
      alike = 1;
    }
    if (at + copies > chunkBytes) {
      yield out.subarray(0, at);
      out = new Uint8Array(chunkBytes);
      at = 0;
    }
    for (let copy = 0; copy < copies; copy++) {
      out[at++] = value;
      crc = (crc << 8) ^ (crcTable[((crc >>> 24) ^ value) & 255] ?? 0);
    }
    // A number of repeats begins a new count, so that the same byte may follow it.
    if (alike === 0) last = -1;
  }
  if (~crc >>> 0 !== sum) throw new BadBzip2("a block's check sum is another");
  if (at > 0) yield out.subarray(0, at);
}

/** Puts into the upper 24 bits of each place where the byte that follows it in the text is. */
function linkOrder(sorted: Uint32Array): void {
  const starts = new Uint32Array(256);
  for (const entry of sorted) starts[entry & 255] = (starts[entry & 255] ?? 0) + 1;
  let total = 0;
  for (let byte = 0; byte < 256; byte++) {
    const count = starts[byte] ?? 0;
    starts[byte] = total;
    total += count;
  }
  for (let place = 0; place < sorted.length; place++) {
    const byte = (sorted[place] ?? 0) & 255;
    const target = starts[byte] ?? 0;
    starts[byte] = target + 1;
    sorted[target] = ((sorted[target] ?? 0) & 255) | (place << 8);
  }
}

/** CRC-32 with the highest bit first, which is not the one of gzip. */
function bzip2CrcTable(): Int32Array {
  const table = new Int32Array(256);
  for (let value = 0; value < 256; value++) {
    let crc = value << 24;
    for (let bit = 0; bit < 8; bit++) crc = (crc << 1) ^ (crc < 0 ? 0x04c11db7 : 0);
    table[value] = crc;
  }
  return table;
}
