import type { ByteSource } from "../byteSource.ts";

/** What a Zstandard frame says of itself. `window` is the memory in bytes that its blocks refer back into. */
export interface ZstdHeader {
  window: number;
  contentBytes: number | null;
  dictionary: number;
  hasChecksum: boolean;
}

/** Takes a frame's header, or says why there is none. */
export async function readZstdHeader(source: ByteSource): Promise<ZstdHeader | "ends" | "not zstd"> {
  const start = await source.take(5);
  const magic = [0x28, 0xb5, 0x2f, 0xfd];
  if (start.some((byte, index) => index < 4 && byte !== magic[index])) return "not zstd";
  const descriptor = start[4];
  if (descriptor === undefined) return "ends";
  if (descriptor & 0x08) return "not zstd";
  const isSingle = (descriptor & 0x20) !== 0;
  const windowBytes = isSingle ? 0 : 1;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const sizeBytes = [isSingle ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
  const rest = await source.take(windowBytes + dictionaryBytes + sizeBytes);
  if (rest.length < windowBytes + dictionaryBytes + sizeBytes) return "ends";
  const contentBytes =
    sizeBytes === 0
      ? null
      : littleEndian(rest.subarray(windowBytes + dictionaryBytes)) + (sizeBytes === 2 ? 256 : 0);
  return {
    window: isSingle ? (contentBytes ?? 0) : windowOf(rest[0] ?? 0),
    contentBytes,
    dictionary: littleEndian(rest.subarray(windowBytes, windowBytes + dictionaryBytes)),
    hasChecksum: (descriptor & 0x04) !== 0,
  };
}

function windowOf(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

function littleEndian(bytes: Uint8Array): number {
  return bytes.reduceRight((value, byte) => value * 256 + byte, 0);
}
