import type { ArrowField } from "../columnar/arrowField.ts";
import type { Column } from "../columnar/column.ts";
import type { AvroCursor } from "./AvroCursor.ts";
import { type AvroColumn, columnOf, GrowingBytes, Validity } from "./avroColumn.ts";

/** Writes the value under the cursor where it belongs. */
export type FixedWriter = (cursor: AvroCursor, view: DataView, at: number) => void;

/** Values of one width. */
export class FixedColumn implements AvroColumn {
  private readonly validity = new Validity();
  private readonly values = new GrowingBytes();

  constructor(
    readonly field: ArrowField,
    readonly least: number,
    private readonly width: number,
    private readonly write: FixedWriter,
    /** For indexes: what they point at. */
    private readonly dictionary: Column | null = null,
  ) {}

  get length(): number {
    return this.validity.length;
  }

  read(cursor: AvroCursor): void {
    const at = this.values.reach(this.width);
    this.write(cursor, this.values.view, at);
    this.validity.push(true);
  }

  appendNull(): void {
    const at = this.values.reach(this.width);
    this.values.bytes.fill(0, at, at + this.width);
    this.validity.push(false);
  }

  truncate(length: number): void {
    this.validity.truncate(length);
    this.values.length = length * this.width;
  }

  take(): Column {
    const { length } = this;
    return columnOf(length, {
      valid: this.validity.take(),
      buffers: [this.values.take()],
      dictionary: this.dictionary,
    });
  }
}

/** Text or bytes; `write` appends those of the value under the cursor. */
export class VariableColumn implements AvroColumn {
  private readonly validity = new Validity();
  private readonly ends = new GrowingBytes();
  private readonly bytes = new GrowingBytes();

  constructor(
    readonly field: ArrowField,
    readonly least: number,
    private readonly write: (cursor: AvroCursor, bytes: GrowingBytes) => void,
  ) {
    this.pushEnd();
  }

  get length(): number {
    return this.validity.length;
  }

  read(cursor: AvroCursor): void {
    this.write(cursor, this.bytes);
    this.validity.push(true);
    this.pushEnd();
  }

  appendNull(): void {
    this.validity.push(false);
    this.pushEnd();
  }

  truncate(length: number): void {
    this.validity.truncate(length);
    this.ends.length = (length + 1) * 4;
    this.bytes.length = this.ends.view.getInt32(length * 4, true);
  }

  take(): Column {
    const { length } = this;
    const column = columnOf(length, {
      valid: this.validity.take(),
      buffers: [this.ends.take(), this.bytes.take()],
    });
    this.pushEnd();
    return column;
  }

  private pushEnd(): void {
    const at = this.ends.reach(4);
    this.ends.view.setInt32(at, this.bytes.length, true);
  }
}

/** Values of no bytes that are never there. */
export class NullColumn implements AvroColumn {
  readonly least = 0;
  length = 0;

  constructor(readonly field: ArrowField) {}

  read(): void {
    this.length++;
  }

  appendNull(): void {
    this.length++;
  }

  truncate(length: number): void {
    this.length = Math.min(this.length, length);
  }

  take(): Column {
    const { length } = this;
    this.length = 0;
    return columnOf(length, {});
  }
}
