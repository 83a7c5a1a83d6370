import { Schema } from "apache-arrow";
import { batchOf, ipcOf } from "../arrow/ipcOf.ts";
import { isUtf8 } from "../json/jsonCursor.ts";
import { type LineIs, type LineScanner, lineIs } from "./lineScanner.ts";
import type { LogColumn } from "./logFormat.ts";
import { ValueColumn } from "./valueColumn.ts";

/** Why a line cannot be loaded; `column` is null where the whole line is meant. */
export interface LineProblem {
  reason: string;
  column: string | null;
}

const decoder = new TextDecoder();

/** Turns lines into rows of typed columns, or says why they are none. */
export class LineReader {
  /** Rows of the batch under way. */
  count = 0;
  /** Lines that were headings. */
  headings = 0;
  schema = new Schema([]);
  readonly values: ValueColumn[] = [];
  private planned: ValueColumn[] = [];
  /** Set when the columns cannot change any more. */
  private isSettled = false;

  constructor(
    private readonly scanner: LineScanner,
    private readonly year: number | null,
    private readonly nulls: readonly string[] | null,
  ) {
    this.meetColumns();
  }

  /** Looks at a line without keeping it: null where it is a row or a heading, and what it says of types is noted. */
  observe(buf: Uint8Array, from: number, to: number): LineProblem | "heading" | null {
    const is = this.scanner.scan(buf, from, to);
    if (is === lineIs.heading) return "heading";
    if (is === lineIs.problem) return { reason: this.scanner.problem, column: null };
    return this.examine(buf, from, to);
  }

  /** Makes columns as all that was observed asks for, and begins again at the first line. */
  begin(): void {
    this.scanner.restart();
    this.planned = [...this.values];
    this.plan();
  }

  /** Keeps the columns as they are from now on: lines are read as the file's last one was, and others are misfits. */
  settle(): void {
    this.isSettled = true;
    this.plan();
  }

  private plan(): void {
    const taken = new Set<string>();
    this.schema = new Schema(
      this.planned.map((value) => {
        const wanted = value.column.name.replaceAll("\0", "\u2400") || "unnamed";
        let name = wanted;
        // Names are compared without case, as SQL does.
        for (let copy = 1; taken.has(name.toLowerCase()); copy++) name = `${wanted}_${copy}`;
        taken.add(name.toLowerCase());
        return value.planAs(name).field;
      }),
    );
    this.count = 0;
    this.headings = 0;
  }

  /** Adds a line as a row: null where it is one, or a heading; `misfit` where it needs other columns than planned. */
  add(buf: Uint8Array, from: number, to: number): LineProblem | "misfit" | null {
    const { scanner, planned, count: row } = this;
    const is: LineIs = scanner.scan(buf, from, to);
    if (is === lineIs.heading) {
      this.headings++;
      return null;
    }
    if (is === lineIs.problem) return { reason: scanner.problem, column: null };
    if (this.hasNewColumn()) return this.examine(buf, from, to) ?? "misfit";
    for (let index = 0; index < planned.length; index++) {
      const fits = planned[index]?.write(
        row,
        scanner.bytes,
        scanner.from[index] ?? -1,
        scanner.to[index] ?? 0,
        scanner.escaped[index] === 1,
      );
      if (!fits) {
        for (let undo = 0; undo <= index; undo++) planned[undo]?.target.truncate(row);
        return this.examine(buf, from, to) ?? "misfit";
      }
    }
    this.count++;
    return null;
  }

  private hasNewColumn(): boolean {
    const { scanner, planned } = this;
    for (let index = planned.length; index < scanner.columns.length; index++) {
      if (!this.isSettled || (scanner.from[index] ?? -1) >= 0) return true;
    }
    return false;
  }

  /** Whether a line fits the layout, so that it is no part of the row before. */
  beginsRow(buf: Uint8Array, from: number, to: number): boolean {
    return this.scanner.fits(buf, from, to);
  }

  /**
   * Puts a line behind the last text of the row before, on a line of its own; false where there is no such row or text,
   * or where the text would be longer than `mostBytes`.
   */
  join(buf: Uint8Array, from: number, to: number, mostBytes: number): boolean {
    const row = this.count - 1;
    if (row < 0 || !isUtf8(buf, from, to)) return false;
    const column = this.planned.findLast(
      ({ target }) => target.kind === "text" && target.valid[row] === 1,
    )?.target;
    if (!column) return false;
    const end = column.ends[row + 1] ?? 0;
    const length = to - from + 1;
    if (end - (column.ends[row] ?? 0) + length > mostBytes) return false;
    column.reachBytes(end, length);
    column.bytes[end] = 10;
    column.bytes.set(buf.subarray(from, to), end + 1);
    column.ends[row + 1] = end + length;
    return true;
  }

  /** The rows so far as one Arrow IPC stream; the next ones begin anew. */
  take(): { ipc: Uint8Array; rows: number } {
    const rows = this.count;
    const data = this.planned.map((value) => value.target.data(rows));
    const ipc = ipcOf(this.schema, [batchOf(this.schema, data, rows)]);
    for (const value of this.planned) value.target.clear();
    this.count = 0;
    return { ipc, rows };
  }

  /** What must be said of the columns. */
  notes(): string[] {
    const name = (value: ValueColumn) => this.schema.fields[this.planned.indexOf(value)]?.name ?? "";
    const renamed = this.planned.filter((value) => name(value) !== value.column.name);
    const zoned = this.planned.filter((value) => value.isZoned);
    const mixed = this.planned.filter((value) => value.mixesZones);
    const escapes = this.planned.reduce((sum, value) => sum + value.keptEscapes, 0);
    const list = (values: ValueColumn[]) =>
      values.slice(0, 12).map(name).join(", ") +
      (values.length > 12 ? ` and ${values.length - 12} more` : "");
    return [
      ...(zoned.length > 0 ? [`times are kept as UTC TIMESTAMP: ${list(zoned)}`] : []),
      ...(mixed.length > 0 ? [`times with and without an offset are kept as text: ${list(mixed)}`] : []),
      ...(renamed.length > 0
        ? [`columns whose names differ in case only are renamed: ${list(renamed)}`]
        : []),
      ...(escapes > 0
        ? [`values whose escapes are no UTF-8 text, kept as they are written: ${escapes}`]
        : []),
      ...this.scanner.notes(),
    ];
  }

  /** Checks the values of the line that was scanned last, and notes their types where all are allowed. */
  private examine(buf: Uint8Array, from: number, to: number): LineProblem | null {
    const { scanner, values } = this;
    if (!isUtf8(buf, from, to)) return { reason: "the line is not UTF-8 text", column: null };
    this.meetColumns();
    const found: number[] = [];
    for (let index = 0; index < values.length; index++) {
      const value = values[index];
      const start = scanner.from[index] ?? -1;
      const end = scanner.to[index] ?? 0;
      const bits = start < 0 ? 0 : (value?.factsOf(scanner.bytes, start, end) ?? 0);
      if (bits < 0 && value) {
        const text = decoder.decode(scanner.bytes.subarray(start, Math.min(end, start + 80)));
        return { reason: `"${text}" is no ${typeNames[value.column.type.kind]}`, column: value.column.name };
      }
      found.push(bits);
    }
    values.forEach((value, index) => {
      value.bits |= found[index] ?? 0;
    });
    return null;
  }

  private meetColumns(): void {
    const { scanner, values } = this;
    for (let index = values.length; index < scanner.columns.length; index++) {
      const column = scanner.columns[index];
      if (column)
        values.push(new ValueColumn(this.nulls ? { ...column, nulls: this.nulls } : column, this.year));
    }
  }
}

const typeNames: Readonly<Record<LogColumn["type"]["kind"], string>> = {
  text: "text",
  auto: "value",
  integer: "integer",
  double: "number",
  boolean: "boolean",
  date: "date",
  time: "time of the column's format",
  list: "list of the column's type",
};
