import { Malformed } from "../columnar/Malformed.ts";

/**
 * A table of a flatbuffer, read by field number. Nothing in it is trusted: each access stays inside the buffer
 * (a DataView throws a RangeError past its end) and counts are held against the bytes that are there.
 */
export class FlatTable {
  private constructor(
    private readonly view: DataView,
    private readonly at: number,
  ) {}

  /** The root table of a flatbuffer. */
  static root(bytes: Uint8Array): FlatTable {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return new FlatTable(view, view.getUint32(0, true));
  }

  has(field: number): boolean {
    return this.slot(field) !== 0;
  }

  byte(field: number, absent = 0): number {
    const slot = this.slot(field);
    return slot === 0 ? absent : this.view.getUint8(slot);
  }

  short(field: number, absent = 0): number {
    const slot = this.slot(field);
    return slot === 0 ? absent : this.view.getInt16(slot, true);
  }

  int(field: number, absent = 0): number {
    const slot = this.slot(field);
    return slot === 0 ? absent : this.view.getInt32(slot, true);
  }

  /** A 64-bit integer that must be a count or a place: from 0 to 2^53. */
  size(field: number): number {
    const slot = this.slot(field);
    return slot === 0 ? 0 : sizeAt(this.view, slot);
  }

  /** A 64-bit integer of any value. */
  long(field: number): bigint {
    const slot = this.slot(field);
    return slot === 0 ? 0n : this.view.getBigInt64(slot, true);
  }

  table(field: number): FlatTable | null {
    const slot = this.slot(field);
    return slot === 0 ? null : new FlatTable(this.view, this.follow(slot));
  }

  text(field: number): string | null {
    const slot = this.slot(field);
    if (slot === 0) return null;
    const at = this.follow(slot);
    const length = this.view.getUint32(at, true);
    if (at + 4 + length > this.view.byteLength)
      throw new Malformed("a text goes past the end of its metadata");
    return utf8.decode(new Uint8Array(this.view.buffer, this.view.byteOffset + at + 4, length));
  }

  tables(field: number): FlatTable[] {
    const { at, count } = this.vector(field, 4);
    return Array.from({ length: count }, (_, index) => new FlatTable(this.view, this.follow(at + index * 4)));
  }

  ints(field: number): number[] {
    const { at, count } = this.vector(field, 4);
    return Array.from({ length: count }, (_, index) => this.view.getInt32(at + index * 4, true));
  }

  sizes(field: number): number[] {
    const { at, count } = this.vector(field, 8);
    return Array.from({ length: count }, (_, index) => sizeAt(this.view, at + index * 8));
  }

  /** Structs that lie one after the other, each read by `read` from where it begins. */
  structs<T>(field: number, structBytes: number, read: (view: DataView, at: number) => T): T[] {
    const { at, count } = this.vector(field, structBytes);
    return Array.from({ length: count }, (_, index) => read(this.view, at + index * structBytes));
  }

  private vector(field: number, elementBytes: number): { at: number; count: number } {
    const slot = this.slot(field);
    if (slot === 0) return { at: 0, count: 0 };
    const at = this.follow(slot);
    const count = this.view.getUint32(at, true);
    if (at + 4 + count * elementBytes > this.view.byteLength) {
      throw new Malformed("a list goes past the end of its metadata");
    }
    return { at: at + 4, count };
  }

  /** Where a field lies, or 0 where it is absent. */
  private slot(field: number): number {
    const table = this.at - this.view.getInt32(this.at, true);
    const tableBytes = this.view.getUint16(table, true);
    const entry = 4 + field * 2;
    if (entry + 2 > tableBytes) return 0;
    const offset = this.view.getUint16(table + entry, true);
    return offset === 0 ? 0 : this.at + offset;
  }

  private follow(slot: number): number {
    return slot + this.view.getUint32(slot, true);
  }
}

/** A 64-bit count or place; Malformed where it is negative or past 2^53. */
export function sizeAt(view: DataView, at: number): number {
  const value = view.getBigInt64(at, true);
  if (value < 0n || value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Malformed(`${value} is no count`);
  return Number(value);
}

const utf8 = new TextDecoder();
