import type { ArrowField, ArrowType } from "../columnar/arrowField.ts";
import type { Column } from "../columnar/column.ts";
import type { AvroCursor } from "./AvroCursor.ts";

/** Gathers the values of one place of a schema, in the layout of Arrow. */
export interface AvroColumn {
  field: ArrowField;
  /** The fewest bytes that a value takes. */
  least: number;
  length: number;
  /** Appends the value under the cursor. Throws Malformed, and must then be truncated. */
  read(cursor: AvroCursor): void;
  appendNull(): void;
  /** Forgets the values from `length` on, finished or not. */
  truncate(length: number): void;
  /** The values so far; the column is then empty. */
  take(): Column;
}

/** A field without anything special. */
export function plainField(name: string, type: ArrowType, children: ArrowField[] = []): ArrowField {
  return { name, type, children, dictionary: null, extension: null };
}

/** Which values are there, a byte each. */
export class Validity {
  length = 0;
  private flags = new Uint8Array(0);

  push(isThere: boolean): void {
    if (this.length === this.flags.length) {
      const next = new Uint8Array(Math.max(1024, this.flags.length * 2));
      next.set(this.flags);
      this.flags = next;
    }
    this.flags[this.length++] = isThere ? 1 : 0;
  }

  truncate(length: number): void {
    this.length = Math.min(this.length, length);
  }

  /** As bits, null where all are there; it is then empty. */
  take(): Uint8Array | null {
    const { flags, length } = this;
    this.length = 0;
    if (!flags.subarray(0, length).includes(0)) return null;
    const bits = new Uint8Array((length + 7) >> 3);
    for (let at = 0; at < length; at++) bits[at >> 3] = (bits[at >> 3] ?? 0) | ((flags[at] ?? 0) << (at & 7));
    return bits;
  }
}

/** Bytes that grow at their end. */
export class GrowingBytes {
  length = 0;
  bytes = new Uint8Array(0);
  view = new DataView(this.bytes.buffer);

  /** Makes room for more bytes, counts them, and answers where they begin; what they hold is not defined. */
  reach(more: number): number {
    const from = this.length;
    this.length += more;
    if (this.length > this.bytes.length) {
      const next = new Uint8Array(Math.max(1024, this.bytes.length * 2, this.length));
      next.set(this.bytes.subarray(0, from));
      this.bytes = next;
      this.view = new DataView(next.buffer);
    }
    return from;
  }

  append(source: Uint8Array, from: number, length: number): void {
    const at = this.reach(length);
    // A call costs more than a few bytes do.
    if (length > 32) this.bytes.set(source.subarray(from, from + length), at);
    else for (let index = 0; index < length; index++) this.bytes[at + index] = source[from + index] ?? 0;
  }

  /** The bytes so far; it is then empty. */
  take(): Uint8Array {
    const bytes = this.bytes.slice(0, this.length);
    this.length = 0;
    return bytes;
  }
}

/** A column of values that are there, of a batch. */
export function columnOf(length: number, parts: Partial<Column>): Column {
  return { length, valid: null, buffers: [], data: [], children: [], dictionary: null, ...parts };
}
