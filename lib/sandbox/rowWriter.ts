import type { Column } from "../engine/protocol.ts";
import { ColumnBuffer } from "./columnBuffer.ts";
import { EncodedBatches } from "./encodedBatches.ts";
import { PinnedRows } from "./pinnedRows.ts";
import { type PinnedSchema, pinnedColumns } from "./pinnedSchema.ts";
import { jsonText } from "./plainText.ts";
import type { RejectedRow, WidenHow } from "./relationProtocol.ts";
import { formOf, isRecord, type RowForm, rowWord } from "./rowForm.ts";
import { mixedKinds, shapeType } from "./shape.ts";
import { ValueRefused } from "./widenShape.ts";

/** Where a cell's rows go: the engine's end of the run. Each call settles when the engine has done it. */
export interface WriteSink {
  write(ipc: Uint8Array): Promise<void>;
  widen(column: string, to: string, how: WidenHow): Promise<void>;
  addColumn(column: string, to: string): Promise<void>;
  reject(rows: RejectedRow[]): Promise<void>;
}

export interface Written {
  rows: number;
  rejected: number;
  /** Why the first rejected row could not be kept. */
  firstRejected: string | null;
  notices: string[];
}

/** Types are settled over this many rows before any is written; later batches may still widen them. */
const firstRows = 50_000;
/** After that rows become columns in batches this small: objects that die young cost little. */
const laterRows = 4096;
/** However many columns there are, no more values than this wait in memory. */
const mostValues = 1_000_000;
/** Encoded batches are sent together, this many rows or bytes at a time. */
const sentRows = 50_000;
const sentBytes = 8 << 20;
const mostColumns = 10_000;

/** Turns rows of any values into typed batches of one relation. */
export class RowWriter {
  private rows: unknown[] = [];
  private ordinals: number[] = [];
  /** A scalar row is a row of one column, `value`. */
  private columns: ColumnBuffer[] = [];
  private form: RowForm | null = null;
  private readonly batches: EncodedBatches;
  private isWritten = false;
  private written = 0;
  private rejected = 0;
  private firstRejected: string | null = null;
  private readonly notices = new Set<string>();
  private limit = firstRows;

  private readonly pin: PinnedRows | null;

  /** `schema` are columns that the relation has to have: rows that do not fit them are rejected. */
  constructor(
    private readonly sink: WriteSink,
    private readonly schema: PinnedSchema | null = null,
  ) {
    this.batches = new EncodedBatches(sentRows, sentBytes, (ipc) => sink.write(ipc));
    this.pin = schema && new PinnedRows(schema);
    if (this.pin) this.columns = [...this.pin.columns];
  }

  /** Takes a row; `ordinal` counts from 1 in what was read. Settles at once unless a batch is full. */
  add(row: unknown, ordinal: number): Promise<void> | undefined {
    this.rows.push(row);
    this.ordinals.push(ordinal);
    return this.rows.length >= this.limit ? this.flush() : undefined;
  }

  /** Takes rows together: as `add` for each, without the detour where they make a batch of their own. */
  addAll(rows: readonly unknown[], ordinals: readonly number[]): Promise<void> | undefined {
    if (
      this.limit === laterRows &&
      this.rows.length === 0 &&
      rows.length > laterRows / 4 &&
      rows.length <= laterRows
    ) {
      this.rows = rows.slice();
      this.ordinals = ordinals.slice();
      return this.flush();
    }
    return this.addEach(rows, ordinals, 0);
  }

  private addEach(
    rows: readonly unknown[],
    ordinals: readonly number[],
    from: number,
  ): Promise<void> | undefined {
    for (let i = from; i < rows.length; i++) {
      const full = this.add(rows[i], ordinals[i] ?? 0);
      if (full) return full.then(() => this.addEach(rows, ordinals, i + 1));
    }
    return undefined;
  }

  /** Writes what is left. `passedOn` are the columns of rows that come unchanged from a relation: this one gets their types. */
  async finish(passedOn: readonly Column[] | null): Promise<Written> {
    const source = this.schema ? null : passedOn;
    if (this.rows.length > 0 || (!this.isWritten && source)) await this.flush(source ?? []);
    if (!this.isWritten) await this.writeEmpty();
    await this.batches.send();
    const types = this.schema ? pinnedColumns(this.schema) : source;
    for (const column of this.columns) await this.settle(column, types);
    const { written: rows, rejected, firstRejected } = this;
    return { rows, rejected, firstRejected, notices: [...this.notices] };
  }

  private async flush(source: readonly Column[] = []): Promise<void> {
    const kept = await this.sort();
    if (kept.length === 0 && (this.isWritten || source.length === 0)) return;
    if (!this.isWritten && kept.length === 0) {
      this.columns = source.map(({ name }) => new ColumnBuffer(name, name));
    }
    await this.write(kept.length);
    this.written += kept.length;
    const width = Math.max(1, this.columns.length);
    this.limit = Math.max(1, Math.min(laterRows, Math.floor(mostValues / width)));
  }

  /** Puts the waiting rows into columns; what cannot be kept is rejected. Answers the rows that were kept. */
  private async sort(): Promise<unknown[]> {
    let { rows, ordinals } = this;
    this.rows = [];
    this.ordinals = [];
    this.form ??= formOf(rows);
    const before = this.columns.map((column) => ({ column, shape: column.shape }));
    for (;;) {
      const refused = this.fill(rows);
      if (refused.size === 0) return rows;
      // A row that is not kept has no say in what the columns are.
      this.columns = before.map(({ column }) => column);
      for (const { column, shape } of before) column.shape = shape;
      await this.reject(rows, ordinals, refused);
      ordinals = ordinals.filter((_, i) => !refused.has(i));
      rows = rows.filter((_, i) => !refused.has(i));
    }
  }

  /** One pass over the rows; answers those refused, by index, and then the columns are not to be used. */
  private fill(rows: readonly unknown[]): Map<number, string> {
    const refused = new Map<number, string>();
    for (const column of this.columns) column.clear(rows.length);
    const byName = new Map(this.columns.map((column) => [column.key, column]));
    for (let i = 0; i < rows.length; i++) {
      const problem = this.pin
        ? this.pin.place(rows[i], i)
        : this.form === "objects"
          ? this.place(rows, i, byName)
          : this.placeScalar(rows, i, byName);
      if (problem) refused.set(i, problem);
    }
    if (refused.size > 0 || this.pin) return refused;
    for (const column of this.columns) {
      for (let i = 0; i < rows.length; i++) {
        try {
          column.see(i);
        } catch (thrown) {
          if (!(thrown instanceof ValueRefused)) throw thrown;
          refused.set(i, `Column "${column.name}": ${thrown.message}.`);
        }
      }
    }
    return refused;
  }

  private place(rows: readonly unknown[], i: number, byName: Map<string, ColumnBuffer>): string | null {
    const row = rows[i];
    if (!isRecord(row)) return `A row must be an object like the others; this one is ${rowWord(row)}.`;
    const isPlain = Object.getPrototypeOf(row) === Object.prototype;
    let at = 0;
    // Not Object.keys: it would make a list for each of a million rows.
    for (const key in row) {
      if (!isPlain && !Object.hasOwn(row, key)) continue;
      // Rows mostly have the same keys in the same order.
      let column = this.columns[at++];
      if (column?.key !== key) column = byName.get(key) ?? this.newColumn(key, rows.length, byName);
      column.values[i] = row[key];
    }
    return null;
  }

  private placeScalar(rows: readonly unknown[], i: number, byName: Map<string, ColumnBuffer>): string | null {
    const row = rows[i];
    if (isRecord(row)) return "A row must be a plain value like the others; this one is an object.";
    if (row === undefined) return `A row must be a value; this one is ${rowWord(row)}.`;
    const column = byName.get("value") ?? this.newColumn("value", rows.length, byName);
    column.values[i] = row;
    return null;
  }

  private newColumn(key: string, rows: number, byName: Map<string, ColumnBuffer>): ColumnBuffer {
    if (this.columns.length >= mostColumns) {
      throw new Error(
        `The rows have more than ${mostColumns} different keys. Make keys that are data a column.`,
      );
    }
    // DuckDB tells columns apart without case, and none is called "".
    const taken = new Set(this.columns.map((column) => column.name.toLowerCase()));
    const base = key === "" ? "column" : key;
    let name = base;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${base}_${n}`;
    if (name !== key)
      this.notices.add(`Column "${key}" is called "${name}": a relation has each name once, in any case.`);
    const column = new ColumnBuffer(key, name);
    column.clear(rows);
    this.columns.push(column);
    byName.set(key, column);
    return column;
  }

  private async reject(
    rows: unknown[],
    ordinals: number[],
    refused: ReadonlyMap<number, string>,
  ): Promise<void> {
    this.rejected += refused.size;
    this.firstRejected ??= [...refused.values()][0] ?? null;
    const list = [...refused].map(([i, error]) => ({
      row: ordinals[i] ?? 0,
      error,
      value: jsonText(rows[i]),
    }));
    for (let at = 0; at < list.length; at += 1000) await this.sink.reject(list.slice(at, at + 1000));
  }

  private async write(rows: number): Promise<void> {
    // What is encoded has the columns' types of before.
    if (
      this.isWritten &&
      this.columns.some(({ written, shape }) => written !== shapeType(shape, "carrier"))
    ) {
      await this.batches.send();
    }
    await this.alter();
    this.isWritten = true;
    await this.batches.add(this.columns, rows);
  }

  /** Brings the table's columns to what this batch needs. */
  private async alter(): Promise<void> {
    for (const column of this.columns) {
      const to = shapeType(column.shape, "carrier");
      const kinds = mixedKinds(column.shape);
      if (kinds && kinds !== column.mixedBefore)
        this.notices.add(`Column "${column.name}" has ${kinds}: kept as text.`);
      column.mixedBefore = kinds;
      if (this.isWritten && column.written === null) await this.sink.addColumn(column.name, to);
      else if (this.isWritten && column.written !== to) {
        const from = column.writtenShape;
        await this.sink.widen(
          column.name,
          to,
          from?.is === "double" && to === "VARCHAR" ? "numbersAsText" : "cast",
        );
        if (from && from.is !== "null") {
          const where = `row ${(this.written + 1).toLocaleString("en")}`;
          this.notices.add(`Column "${column.name}" was ${column.written} and is ${to} since ${where}.`);
        }
      }
      column.written = to;
      column.writtenShape = column.shape;
    }
  }

  /** From the type that batches were written with to the column's own. */
  private async settle(column: ColumnBuffer, source: readonly Column[] | null): Promise<void> {
    const same = source?.find(({ name }) => name === column.name);
    const to = same && !same.type.includes("UNION(") ? same.type : shapeType(column.shape, "final");
    if (to === column.written) return;
    try {
      await this.sink.widen(column.name, to, "cast");
    } catch (thrown) {
      const why = thrown instanceof Error ? thrown.message : String(thrown);
      this.notices.add(`Column "${column.name}" stays ${column.written}, since it cannot be ${to}: ${why}`);
    }
  }

  private async writeEmpty(): Promise<void> {
    if (this.pin) return this.write(0);
    this.columns = [new ColumnBuffer("value", "value")];
    await this.write(0);
    this.notices.add(
      "There are no rows to tell the columns from: the relation is empty, with one column, value.",
    );
  }
}
