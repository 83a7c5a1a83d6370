import type { Charset } from "./charsets.ts";

// UTF-32's little-endian mark begins with UTF-16's, so it is looked for first.
const marks: { charset: Charset; bytes: readonly number[] }[] = [
  { charset: "utf-32le", bytes: [0xff, 0xfe, 0x00, 0x00] },
  { charset: "utf-32be", bytes: [0x00, 0x00, 0xfe, 0xff] },
  { charset: "utf-8", bytes: [0xef, 0xbb, 0xbf] },
  { charset: "utf-16le", bytes: [0xff, 0xfe] },
  { charset: "utf-16be", bytes: [0xfe, 0xff] },
  { charset: "gb18030", bytes: [0x84, 0x31, 0x95, 0x33] },
];

/** The set that a byte order mark at the start names; null where there is none. */
export function byteOrderMark(head: Uint8Array): Charset | null {
  const found = marks.find(({ bytes }) => bytes.every((byte, at) => head[at] === byte));
  return found?.charset ?? null;
}
