import { DamagedBlock } from "./DamagedBlock.ts";

const frameMagic = 0x184d2204;

/**
 * Inflates LZ4 in frame format, one frame or more, to exactly `size` bytes.
 * Check sums of the frame are not looked at: Arrow leaves them off. Throws DamagedBlock.
 */
export function inflateLz4Frame(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(size);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let done = 0;
  while (at < bytes.length) {
    if (at + 7 > bytes.length) throw new DamagedBlock("an LZ4 frame is cut short");
    const magic = view.getUint32(at, true);
    if (magic >>> 4 === 0x184d2a5) {
      at += 8 + view.getUint32(at + 4, true);
      continue;
    }
    if (magic !== frameMagic) throw new DamagedBlock("the data is not in LZ4's frame format");
    const flags = bytes[at + 4] ?? 0;
    if (flags >> 6 !== 1) throw new DamagedBlock("the LZ4 frame is of an unknown version");
    const blockSum = flags & 16 ? 4 : 0;
    at += 7 + (flags & 8 ? 8 : 0) + (flags & 1 ? 4 : 0);
    // Blocks of a frame may refer to the bytes of those before them, never to those of another frame.
    const frameStart = done;
    for (;;) {
      if (at + 4 > bytes.length) throw new DamagedBlock("an LZ4 frame has no end mark");
      const word = view.getUint32(at, true);
      at += 4;
      if (word === 0) break;
      const length = word & 0x7fffffff;
      if (at + length > bytes.length) throw new DamagedBlock("an LZ4 block is cut short");
      const block = bytes.subarray(at, at + length);
      if (word >>> 31) {
        if (done + length > size) throw new DamagedBlock("LZ4 data is longer than it says");
        out.set(block, done);
        done += length;
      } else done = inflateLz4Block(block, out, done, frameStart);
      at += length + blockSum;
    }
    at += flags & 4 ? 4 : 0;
  }
  if (done !== size) throw new DamagedBlock(`LZ4 data holds ${done} bytes and not ${size}`);
  return out;
}

/** Inflates one LZ4 block into `out` from `start` on and answers where it ends; matches reach back to `from`. */
function inflateLz4Block(bytes: Uint8Array, out: Uint8Array, start: number, from: number): number {
  let at = 0;
  let done = start;
  const longer = (length: number) => {
    let total = length;
    for (let byte = 255; byte === 255; total += byte) {
      if (at >= bytes.length) throw new DamagedBlock("an LZ4 length is cut short");
      byte = bytes[at++] ?? 0;
    }
    return total;
  };
  while (at < bytes.length) {
    const token = bytes[at++] ?? 0;
    const literals = token >> 4 === 15 ? longer(15) : token >> 4;
    if (at + literals > bytes.length) throw new DamagedBlock("LZ4 literals are cut short");
    if (done + literals > out.length) throw new DamagedBlock("LZ4 data is longer than it says");
    out.set(bytes.subarray(at, at + literals), done);
    at += literals;
    done += literals;
    // The last sequence has literals alone.
    if (at === bytes.length) return done;
    const offset = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
    at += 2;
    const match = ((token & 15) === 15 ? longer(15) : token & 15) + 4;
    if (offset === 0 || offset > done - from) throw new DamagedBlock("an LZ4 match lies before the data");
    if (done + match > out.length) throw new DamagedBlock("LZ4 data is longer than it says");
    if (offset >= match) out.copyWithin(done, done - offset, done - offset + match);
    else for (let index = done; index < done + match; index++) out[index] = out[index - offset] ?? 0;
    done += match;
  }
  return done;
}
