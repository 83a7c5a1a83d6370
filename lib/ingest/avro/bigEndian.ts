import { Malformed } from "../columnar/Malformed.ts";

/** Bytes of a decimal as it goes on: 256 bits. */
export const decimalBytes = 32;

/** Writes two's complement of any length, great end first, as 256 bits, little end first. */
export function writeDecimal(
  source: Uint8Array,
  from: number,
  length: number,
  view: DataView,
  at: number,
): void {
  const fill = length > 0 && (source[from] ?? 0) > 127 ? 255 : 0;
  const extra = Math.max(0, length - decimalBytes);
  for (let index = 0; index < extra; index++) {
    if (source[from + index] !== fill)
      throw new Malformed(`a decimal has ${length} bytes, which is more than are read`);
  }
  for (let index = 0; index < decimalBytes; index++) {
    const byte = index < length ? (source[from + length - 1 - index] ?? 0) : fill;
    view.setUint8(at + index, byte);
  }
  if (extra > 0 && view.getUint8(at + decimalBytes - 1) >> 7 !== (fill & 1)) {
    throw new Malformed("a decimal has more than 256 bits");
  }
}

/** The number that two's complement of any length, great end first, stands for. */
export function bigEndianValue(source: Uint8Array, from: number, length: number): bigint {
  let value = 0n;
  for (let index = 0; index < length; index++) value = (value << 8n) | BigInt(source[from + index] ?? 0);
  return length > 0 && (source[from] ?? 0) > 127 ? value - (1n << BigInt(8 * length)) : value;
}
