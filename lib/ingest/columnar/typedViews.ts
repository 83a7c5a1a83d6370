/** Bytes as 32-bit integers: the same memory, or a copy where they do not begin at a multiple of their width. */
export function int32View(bytes: Uint8Array): Int32Array {
  const { buffer, byteOffset, length } = aligned(bytes, 4);
  return new Int32Array(buffer, byteOffset, length >> 2);
}

/** As `int32View`, of 64 bits. */
export function int64View(bytes: Uint8Array): BigInt64Array {
  const { buffer, byteOffset, length } = aligned(bytes, 8);
  return new BigInt64Array(buffer, byteOffset, length >> 3);
}

/** Reads signed integers of a width in bits by index: offsets, sizes, run ends. 0 where there is none. */
export function integerReader(bytes: Uint8Array | undefined, bits: number): (at: number) => number {
  const source = bytes ?? new Uint8Array(0);
  if (bits === 64) {
    const values = int64View(source);
    return (at) => Number(values[at] ?? 0n);
  }
  if (bits === 32) {
    const values = int32View(source);
    return (at) => values[at] ?? 0;
  }
  if (bits === 16) {
    const { buffer, byteOffset, length } = aligned(source, 2);
    const values = new Int16Array(buffer, byteOffset, length >> 1);
    return (at) => values[at] ?? 0;
  }
  const values = new Int8Array(source.buffer, source.byteOffset, source.length);
  return (at) => values[at] ?? 0;
}

/** As `integerReader`, as bigints. */
export function bigintReader(bytes: Uint8Array | undefined, bits: 32 | 64): (at: number) => bigint {
  const source = bytes ?? new Uint8Array(0);
  if (bits === 64) {
    const values = int64View(source);
    return (at) => values[at] ?? 0n;
  }
  const values = int32View(source);
  return (at) => BigInt(values[at] ?? 0);
}

function aligned(bytes: Uint8Array, width: number): Uint8Array {
  return bytes.byteOffset % width === 0 ? bytes : bytes.slice();
}
