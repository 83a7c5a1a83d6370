/** Thrown where more bits are asked for than there are. */
export class OutOfBits extends Error {
  override name = "OutOfBits";
}

/** Bits of an array, the highest of each byte first. */
export class BitReader {
  /** The next bit, counted from the first of the array. */
  private at: number;
  private readonly end: number;

  constructor(
    private readonly bytes: Uint8Array,
    firstBit: number,
  ) {
    this.at = firstBit;
    this.end = bytes.length * 8;
  }

  get position(): number {
    return this.at;
  }

  /** At most 24 bits as a number. */
  read(count: number): number {
    if (this.at + count > this.end) throw new OutOfBits();
    const value = this.peek(count);
    this.at += count;
    return value;
  }

  /** At most 24 bits, which stay to be read; zeros stand for those beyond the end. */
  peek(count: number): number {
    const byte = this.at >>> 3;
    const word =
      ((this.bytes[byte] ?? 0) << 24) |
      ((this.bytes[byte + 1] ?? 0) << 16) |
      ((this.bytes[byte + 2] ?? 0) << 8) |
      (this.bytes[byte + 3] ?? 0);
    return count === 0 ? 0 : (word << (this.at & 7)) >>> (32 - count);
  }

  skip(count: number): void {
    if (this.at + count > this.end) throw new OutOfBits();
    this.at += count;
  }
}
