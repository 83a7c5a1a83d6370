import { Data, type DataType } from "apache-arrow";
import type { Column } from "./column.ts";
import type { Rows } from "./rows.ts";

/** What a column must become because a value was met that its declared type's DuckDB counterpart cannot hold. */
export type Form =
  | { kind: "text" }
  | { kind: "bytes" }
  | { kind: "timestamp" }
  | { kind: "pairs" }
  | { kind: "digits"; digits: number };

/** Forms that places of the schema were found to need, by path. They only ever grow wider. */
export type Forms = Map<string, Form>;

/** Thrown where the rows asked for do not fit one batch; fewer at a time may. */
export class TooLarge extends Error {}

/** One pass over a file: what has been found out about its values, and how much the rows under way take. */
export class Conversion {
  /** True once a value did not fit; what is made from then on only serves to look for more such values. */
  widened = false;
  private bytes = 0;

  constructor(
    readonly forms: Forms,
    private readonly mostBytes: number,
  ) {}

  /** Begins a new batch. */
  begin(): void {
    this.bytes = 0;
  }

  get bytesMade(): number {
    return this.bytes;
  }

  /** Called before memory of a size is taken. */
  spend(bytes: number): void {
    this.bytes += bytes;
    if (this.bytes > this.mostBytes) throw new TooLarge();
  }

  /** Notes that a place needs another form, and answers what may stand there for the rest of this pass. */
  widen(path: string, form: Form, type: DataType, length: number): Data {
    this.widened = true;
    const known = this.forms.get(path);
    const isWider = known?.kind === "digits" && form.kind === "digits" && known.digits >= form.digits;
    if (known?.kind !== "text" && !isWider) this.forms.set(path, form);
    return new Data(type, 0, length, length);
  }
}

/** Makes a column as DuckDB takes it of a column of an Arrow file. */
export interface Converter {
  type: DataType;
  /** What goes with the field for DuckDB to know the type by. */
  metadata?: Map<string, string>;
  convert(column: Column, rows: Rows, run: Conversion): Data;
}
