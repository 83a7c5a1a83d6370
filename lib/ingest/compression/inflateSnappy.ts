import { DamagedBlock } from "./DamagedBlock.ts";

/** A byte of snappy stands for at most this many, so that a length past it is a lie. */
const mostPerByte = 64;

/** Inflates a raw snappy block, whose length stands at its beginning. Throws DamagedBlock. */
export function inflateSnappy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { size, from } = lengthOf(bytes);
  if (size > bytes.length * mostPerByte) throw new DamagedBlock(`snappy data says it holds ${size} bytes`);
  const out = new Uint8Array(size);
  let at = from;
  let done = 0;
  const number = (width: number) => {
    let value = 0;
    if (at + width > bytes.length) throw new DamagedBlock("snappy data is cut short");
    for (let index = 0; index < width; index++) value += (bytes[at + index] ?? 0) * 2 ** (8 * index);
    at += width;
    return value;
  };
  while (at < bytes.length) {
    const tag = bytes[at++] ?? 0;
    const kind = tag & 3;
    if (kind === 0) {
      const short = tag >> 2;
      const length = (short < 60 ? short : number(short - 59)) + 1;
      if (at + length > bytes.length) throw new DamagedBlock("snappy literals are cut short");
      if (done + length > size) throw new DamagedBlock("snappy data is longer than it says");
      out.set(bytes.subarray(at, at + length), done);
      at += length;
      done += length;
      continue;
    }
    const length = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const offset = kind === 1 ? ((tag >> 5) << 8) | number(1) : number(kind === 2 ? 2 : 4);
    if (offset === 0 || offset > done) throw new DamagedBlock("a snappy copy lies before the data");
    if (done + length > size) throw new DamagedBlock("snappy data is longer than it says");
    for (let index = done; index < done + length; index++) out[index] = out[index - offset] ?? 0;
    done += length;
  }
  if (done !== size) throw new DamagedBlock(`snappy data holds ${done} bytes and not ${size}`);
  return out;
}

function lengthOf(bytes: Uint8Array): { size: number; from: number } {
  let size = 0;
  for (let at = 0; at < 5; at++) {
    const byte = bytes[at];
    if (byte === undefined) break;
    size += (byte & 127) * 2 ** (7 * at);
    if (byte < 128) return { size, from: at + 1 };
  }
  throw new DamagedBlock("snappy data has no length");
}
