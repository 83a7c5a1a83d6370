const tables = crcTables();

/** CRC-32 as gzip and zip use it; pass the last answer as `seed` to go on with the next bytes. */
export function crc32(bytes: Uint8Array, seed = 0): number {
  let crc = ~seed;
  let at = 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Four bytes a turn, each through a table of its own.
  for (; at + 4 <= bytes.length; at += 4) {
    const word = crc ^ view.getUint32(at, true);
    crc =
      (tables[768 + (word & 255)] ?? 0) ^
      (tables[512 + ((word >>> 8) & 255)] ?? 0) ^
      (tables[256 + ((word >>> 16) & 255)] ?? 0) ^
      (tables[word >>> 24] ?? 0);
  }
  for (; at < bytes.length; at++) crc = (crc >>> 8) ^ (tables[(crc ^ (bytes[at] ?? 0)) & 255] ?? 0);
  return ~crc >>> 0;
}

function crcTables(): Int32Array {
  const table = new Int32Array(1024);
  for (let value = 0; value < 256; value++) {
    let crc = value;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    table[value] = crc;
  }
  for (let at = 256; at < 1024; at++) {
    const before = table[at - 256] ?? 0;
    table[at] = (before >>> 8) ^ (table[before & 255] ?? 0);
  }
  return table;
}
