import { Field, type RecordBatch, Schema } from "apache-arrow";
import { duckTypeOf } from "../arrow/duckTypeOf.ts";
import { batchOf, ipcOf } from "../arrow/ipcOf.ts";
import { type BatchSink, IngestError, type ReadReport } from "../types.ts";
import type { ArrowField } from "./arrowField.ts";
import type { Batch } from "./column.ts";
import { columnNotes } from "./columnNotes.ts";
import { Conversion, type Converter, type Forms, TooLarge } from "./conversion.ts";
import { converterOf } from "./converterOf.ts";
import { Malformed } from "./Malformed.ts";
import { stretch } from "./rows.ts";
import { uniqueNames } from "./uniqueNames.ts";

/** Rows of one of DuckDB's row groups: what is inserted by so many at a time is stored once. */
export const groupRows = 122_880;
/** The most that is handed to the sink at once, counted roughly. */
const mostBytes = 128 << 20;
/** A bomb is both: more than this often the file's size, and more than this many bytes. */
const bombRatio = 1000;
const bombBytes = 4 * 2 ** 30;

/**
 * Brings columns, as they lie in a file, to a sink as DuckDB takes them. Where a value does not fit the DuckDB type of
 * its declared type, `run.widened` becomes true and `forms` say what the column must be: then all is to be loaded once
 * more by another loader.
 */
export class TableLoader {
  readonly run: Conversion;
  readonly names: string[];
  /** Rows converted so far. */
  loaded = 0;
  /** How often the sink was given rows. */
  appended = 0;
  private readonly converters: Converter[];
  private readonly schema: Schema;
  private pending: RecordBatch[] = [];
  private pendingRows = 0;
  private bytesMade = 0;

  constructor(
    private readonly fields: readonly ArrowField[],
    private readonly forms: Forms,
    private readonly sink: BatchSink,
    private readonly fileBytes: number,
    private readonly signal: AbortSignal,
  ) {
    this.run = new Conversion(forms, mostBytes);
    this.names = uniqueNames(fields.map((field) => field.name));
    this.converters = fields.map((field, index) => converterOf(field, String(index), forms));
    this.schema = new Schema(
      this.converters.map(
        ({ type, metadata }, index) => new Field(this.names[index] ?? "", type, true, metadata),
      ),
    );
  }

  /** Loads all rows of a batch; `where` names it in messages, `onRows` hears of progress within it. */
  async load({ rows, columns }: Batch, where: string, onRows: (rowsDone: number) => void): Promise<void> {
    let step = groupRows;
    for (let from = 0; from < rows; ) {
      this.signal.throwIfAborted();
      const count = Math.min(step, rows - from, groupRows - this.pendingRows);
      const batch = this.converted(columns, from, count);
      if (batch === null) {
        if (this.pendingRows === 0 && count === 1) {
          throw new IngestError(
            `Row ${from + 1} of ${where} takes more than ${mostBytes >> 20} MiB, which is too much for one row.`,
          );
        }
        if (this.pendingRows === 0) step = count >> 1;
        await this.flush();
        continue;
      }
      this.pending.push(batch);
      this.pendingRows += count;
      from += count;
      this.loaded += count;
      this.refuseBomb(where);
      if (this.pendingRows >= groupRows) await this.flush();
      onRows(from);
    }
  }

  /** Hands over what is left; a table without rows too has its columns. */
  async finish(): Promise<void> {
    await this.flush();
    if (this.appended > 0 || this.run.widened || this.fields.length === 0) return;
    await this.sink.append(ipcOf(this.schema, []));
    this.appended++;
  }

  columns(): ReadReport["columns"] {
    return this.schema.fields.map((field) => ({ name: field.name, type: duckTypeOf(field) }));
  }

  notes(): string[] {
    return columnNotes(this.fields, this.names, this.forms);
  }

  /** Some rows as DuckDB takes them, or null where they take too much memory beside those that wait. */
  private converted(columns: Batch["columns"], from: number, count: number): RecordBatch | null {
    const { run } = this;
    const before = run.bytesMade;
    try {
      const data = this.converters.map((converter, index) => {
        const column = columns[index];
        const name = this.names[index] ?? "";
        if (!column) throw new Malformed(`column ${name} is missing`);
        return within(name, () => converter.convert(column, stretch(from, count), run));
      });
      this.bytesMade += run.bytesMade - before + count;
      return batchOf(this.schema, data, count);
    } catch (problem) {
      if (problem instanceof TooLarge) return null;
      throw problem;
    }
  }

  private async flush(): Promise<void> {
    const { pending } = this;
    this.pending = [];
    this.pendingRows = 0;
    this.run.begin();
    if (pending.length === 0 || this.run.widened) return;
    await this.sink.append(ipcOf(this.schema, pending));
    this.appended++;
  }

  private refuseBomb(where: string): void {
    if (this.bytesMade > bombBytes && this.bytesMade > this.fileBytes * bombRatio) {
      throw new IngestError(
        `The file grows to more than ${bombRatio} times its size (over ${bombBytes / 2 ** 30} GiB) at ${where}, ` +
          "which looks like a decompression bomb; write it as Parquet if you trust it.",
      );
    }
  }
}

/** Runs `work` and names the column in what goes wrong. */
function within<T>(column: string, work: () => T): T {
  try {
    return work();
  } catch (problem) {
    throw problem instanceof Malformed ? new Malformed(`column ${column}: ${problem.message}`) : problem;
  }
}
