/** What a header block of a tar archive says. `type` is its type flag, one character. */
export interface TarHeader {
  name: string;
  size: number;
  type: string;
}

export const tarBlock = 512;

/** Reads a header block; null where its check sum is another, so that it is none. */
export function tarHeader(block: Uint8Array): TarHeader | null {
  if (block.length < tarBlock) return null;
  const stated = numberAt(block, 148, 8);
  let sum = 0;
  let signedSum = 0;
  for (let at = 0; at < tarBlock; at++) {
    const byte = at >= 148 && at < 156 ? 32 : (block[at] ?? 0);
    sum += byte;
    signedSum += byte > 127 ? byte - 256 : byte;
  }
  // Old programs summed signed characters.
  if (stated === null || (stated !== sum && stated !== signedSum)) return null;
  const size = numberAt(block, 124, 12);
  if (size === null || !Number.isSafeInteger(size)) return null;
  const isPosix = textAt(block, 257, 6) === "ustar";
  const prefix = isPosix ? textAt(block, 345, 155) : "";
  const name = textAt(block, 0, 100);
  return {
    name: prefix ? `${prefix}/${name}` : name,
    size,
    type: String.fromCharCode(block[156] || 48),
  };
}

/** True for a block of zeros: two of them end an archive. */
export function isZeroBlock(block: Uint8Array): boolean {
  return block.every((byte) => byte === 0);
}

/** Text up to the first zero: UTF-8, or where it is not, one character a byte. */
export function tarText(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  const text = end < 0 ? bytes : bytes.subarray(0, end);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(text);
  } catch {
    return String.fromCharCode(...text.subarray(0, 4096));
  }
}

function textAt(block: Uint8Array, at: number, length: number): string {
  return tarText(block.subarray(at, at + length));
}

/** A number in octal digits, or in binary where its first bit is set; null where it is neither. */
function numberAt(block: Uint8Array, at: number, length: number): number | null {
  const bytes = block.subarray(at, at + length);
  const [first = 0] = bytes;
  if (first & 0x80) {
    if (first & 0x40) return null;
    return bytes.reduce((value, byte, index) => value * 256 + (index === 0 ? byte & 0x3f : byte), 0);
  }
  const text = String.fromCharCode(...bytes)
    .replace(/\0.*$/s, "")
    .trim();
  if (text === "") return 0;
  return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : null;
}
