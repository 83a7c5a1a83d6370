import type { ByteSource } from "./byteSource.ts";

/** True where a frame begins that Zstandard and LZ4 readers skip: its magic is 0x184D2A50 to 0x184D2A5F. */
export function isSkippable(magic: Uint8Array): boolean {
  const [a = 0, b, c, d] = magic;
  return (a & 0xf0) === 0x50 && b === 0x2a && c === 0x4d && d === 0x18;
}

/** Leaves such a frame out; false where the data ends inside it. */
export async function skipFrame(source: ByteSource): Promise<boolean> {
  const head = await source.take(8);
  if (head.length < 8) return false;
  const size = new DataView(head.buffer, head.byteOffset).getUint32(4, true);
  return (await source.skip(size)) === size;
}
