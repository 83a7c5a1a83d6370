import { DamagedBlock } from "../compression/DamagedBlock.ts";
import { inflateDeflate } from "../compression/inflateDeflate.ts";
import { inflateSnappy } from "../compression/inflateSnappy.ts";
import { inflateZstd } from "../compression/inflateZstd.ts";
import { crc32 } from "../crc32.ts";
import { IngestError } from "../types.ts";

/** No writer makes a block that unfolds to more; a browser could not hold it either. */
const mostBlockBytes = 2 ** 30;

/** How the blocks of a file are unpacked, by the name in its header; the function throws DamagedBlock. */
export function avroCodec(name: string): (bytes: Uint8Array) => Uint8Array {
  switch (name) {
    case "null":
      return (bytes) => bytes;
    case "deflate":
      return (bytes) => inflateDeflate(bytes, mostBlockBytes);
    case "snappy":
      return checkedSnappy;
    case "zstandard":
      return (bytes) => inflateZstd(bytes, null, mostBlockBytes);
    default:
      throw new IngestError(
        `The blocks of this Avro file are compressed with ${name}, which is not read here; ` +
          "write it with deflate, snappy, zstandard or without compression.",
      );
  }
}

/** Snappy in Avro is followed by the CRC-32 of what it unfolds to. */
function checkedSnappy(bytes: Uint8Array): Uint8Array {
  const end = bytes.length - 4;
  if (end < 1) throw new DamagedBlock("snappy data is cut short");
  const out = inflateSnappy(bytes.subarray(0, end));
  if (out.length > mostBlockBytes) throw new DamagedBlock("snappy data is too long");
  const stored = new DataView(bytes.buffer, bytes.byteOffset + end, 4).getUint32(0);
  if (crc32(out) !== stored) throw new DamagedBlock("its check sum is wrong");
  return out;
}
