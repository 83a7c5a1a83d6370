import { Decompress } from "fzstd";
import { DamagedBlock } from "./DamagedBlock.ts";

/**
 * Inflates zstd of one frame or more; `size` is how long it must be, null where that is not known.
 * Throws DamagedBlock, also past `most` bytes. Check sums of frames are not looked at.
 */
export function inflateZstd(
  bytes: Uint8Array,
  size: number | null,
  most = size ?? 2 ** 31,
): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  let done = 0;
  // Block by block: the length in a frame's header may be a lie, the blocks are not.
  const inflater = new Decompress((part) => {
    done += part.length;
    if (done > most) throw new DamagedBlock("zstd data is longer than it says");
    parts.push(part);
  });
  try {
    inflater.push(bytes, true);
  } catch (problem) {
    if (problem instanceof DamagedBlock) throw problem;
    throw new DamagedBlock(`zstd data is damaged (${problem instanceof Error ? problem.message : problem})`);
  }
  if (size !== null && done !== size) throw new DamagedBlock(`zstd data holds ${done} bytes and not ${size}`);
  const out = new Uint8Array(done);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
