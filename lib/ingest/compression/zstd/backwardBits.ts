import { ZstdDamage } from "./zstdDamage.ts";

/** Bits that were written forward and are read from the last one back, as Zstandard's streams are. */
export class BackwardBits {
  /** How many bits are left; below 0 once more were taken than there were. */
  left: number;

  /** The stream is the bytes from `from` up to `to`; the highest bit set in the last one marks its end. */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly from: number,
    to: number,
  ) {
    const last = to > from ? (bytes[to - 1] ?? 0) : 0;
    if (last === 0) throw new ZstdDamage();
    this.left = (to - from - 1) * 8 + (31 - Math.clz32(last));
  }

  /** At most 25 bits, which stay to be read; zeros stand for those before the first. */
  peek(count: number): number {
    const at = this.left - count;
    if (at >= 0) return this.extract(at, count);
    return this.left <= 0 ? 0 : this.extract(0, this.left) << (count - this.left);
  }

  /** At most 25 bits. */
  read(count: number): number {
    const at = this.left - count;
    const value = at >= 0 ? this.extract(at, count) : this.peek(count);
    this.left = at;
    return value;
  }

  /** At most 31 bits. */
  readLong(count: number): number {
    return count <= 24 ? this.read(count) : this.read(count - 16) * 65_536 + this.read(16);
  }

  private extract(at: number, count: number): number {
    const byte = this.from + (at >>> 3);
    const { bytes } = this;
    const word =
      (bytes[byte] ?? 0) |
      ((bytes[byte + 1] ?? 0) << 8) |
      ((bytes[byte + 2] ?? 0) << 16) |
      ((bytes[byte + 3] ?? 0) << 24);
    return (word >>> (at & 7)) & ((1 << count) - 1);
  }
}
