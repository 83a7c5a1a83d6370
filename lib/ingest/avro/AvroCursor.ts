import { Malformed } from "../columnar/Malformed.ts";

/** Reads Avro's binary encoding from the bytes of a block, and never past their end. */
export class AvroCursor {
  at = 0;
  /** The last number that `long` read, as two's complement in two words. */
  low = 0;
  high = 0;
  /** How many items that need not take any bytes may still come: in one block more than any writer means. */
  private free = 16_000_000;
  private readonly view: DataView;

  constructor(readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  /** A 64-bit number into `low` and `high`: seven bits a byte, the lowest first, the sign in the lowest bit. */
  long(): void {
    const { bytes } = this;
    let low = 0;
    let high = 0;
    for (let shift = 0; ; shift += 7) {
      if (this.at >= bytes.length) throw new Malformed("a number goes past the end of its block");
      const byte = bytes[this.at++] ?? 0;
      const part = byte & 127;
      if (shift > 63 || (shift === 63 && byte > 1)) throw new Malformed("a number has more than 64 bits");
      if (shift < 28) low |= part << shift;
      else if (shift === 28) {
        low |= part << 28;
        high |= part >> 4;
      } else high |= part << (shift - 32);
      if (byte < 128) break;
    }
    const sign = -(low & 1);
    this.low = ((low >>> 1) | (high << 31)) ^ sign;
    this.high = (high >>> 1) ^ sign;
  }

  /** A number that must have 32 bits. */
  int(): number {
    this.long();
    if (this.high !== this.low >> 31) throw new Malformed("an int has more than 32 bits");
    return this.low;
  }

  /** A number that must be a length or count, or the negative of one. */
  count(): number {
    this.long();
    const value = this.high * 2 ** 32 + (this.low >>> 0);
    if (!Number.isSafeInteger(value)) throw new Malformed(`a count of ${value} cannot be`);
    return value;
  }

  /** How many bytes follow, which must be there; the cursor then stands before them. */
  length(): number {
    const length = this.count();
    if (length < 0 || length > this.left)
      throw new Malformed(`${length} bytes are said to follow, and ${this.left} do`);
    return length;
  }

  /** Moves over bytes, and answers where they begin. */
  skip(length: number): number {
    if (length > this.left) throw new Malformed(`${length} bytes are needed, and ${this.left} are left`);
    const from = this.at;
    this.at += length;
    return from;
  }

  boolean(): boolean {
    const byte = this.bytes[this.skip(1)] ?? 0;
    if (byte > 1) throw new Malformed(`a boolean is stored as ${byte}`);
    return byte === 1;
  }

  float(): number {
    return this.view.getFloat32(this.skip(4), true);
  }

  double(): number {
    return this.view.getFloat64(this.skip(8), true);
  }

  /** The number of the branch of a union that follows. */
  branch(count: number): number {
    const branch = this.int();
    if (branch < 0 || branch >= count)
      throw new Malformed(`branch ${branch} of a union of ${count} cannot be`);
    return branch;
  }

  /**
   * Reads an array or map: calls `item` for each item. Items of no bytes could be said to be any number;
   * `least` is how many bytes one has at least.
   */
  items(least: number, item: () => void): void {
    for (;;) {
      let count = this.count();
      if (count === 0) return;
      if (count < 0) {
        count = -count;
        this.count();
      }
      if (least === 0) this.free -= count;
      if (this.free < 0 || (least > 0 && count > this.left / least))
        throw new Malformed(`${count} items cannot be`);
      for (let index = 0; index < count; index++) item();
    }
  }
}
