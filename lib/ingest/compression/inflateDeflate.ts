import { Inflate } from "fflate";
import { DamagedBlock } from "./DamagedBlock.ts";

/** Bytes are pushed by so many, so that what grows past the limit is noticed before all of it is there. */
const pieceBytes = 1 << 16;

/** Inflates raw deflate data, of at most `most` bytes. Throws DamagedBlock. */
export function inflateDeflate(bytes: Uint8Array, most: number): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  let done = 0;
  let isWhole = false;
  const inflater = new Inflate((part, isLast) => {
    done += part.length;
    if (done > most) throw new DamagedBlock(`deflate data grows to more than ${most} bytes`);
    parts.push(part);
    isWhole ||= isLast;
  });
  try {
    for (let at = 0; at === 0 || at < bytes.length; at += pieceBytes) {
      inflater.push(bytes.subarray(at, at + pieceBytes), at + pieceBytes >= bytes.length);
    }
  } catch (problem) {
    if (problem instanceof DamagedBlock) throw problem;
    throw new DamagedBlock(
      `deflate data is damaged (${problem instanceof Error ? problem.message : problem})`,
    );
  }
  if (!isWhole) throw new DamagedBlock("deflate data is cut short");
  const out = new Uint8Array(done);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
