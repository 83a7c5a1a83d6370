import { Schema } from "apache-arrow";
import { batchOf, ipcOf } from "../../arrow/ipcOf.ts";
import type { BatchSink } from "../../types.ts";
import type { CellRange } from "../cellAddress.ts";
import type { SheetRow } from "../sheetRow.ts";
import type { RowSource } from "../workbook.ts";
import type { ColumnShapes, PlannedColumn } from "./columnShapes.ts";
import { isInside } from "./headRows.ts";
import { SheetColumn } from "./sheetColumn.ts";
import type { TableLayout } from "./tableLayout.ts";

/** What one pass over the sheet is to do. */
export interface FillRun {
  source: RowSource;
  sink: BatchSink;
  layout: TableLayout;
  columns: readonly PlannedColumn[];
  shapes: ColumnShapes;
  range: CellRange | null;
  keepBlankRows: boolean;
  onRows: (rows: number) => void;
  signal: AbortSignal;
}

/** What it came to. */
export type FillEnd =
  /** A cell did not fit its column, or lay in none; the shapes now tell of all rows. */
  { status: "widened" } | ({ status: "done"; schema: Schema } & FillCounts);

export interface FillCounts {
  rows: number;
  loaded: number;
  blankRows: number;
  above: number;
  outside: number;
  hiddenRows: number;
  columns: readonly SheetColumn[];
}

const batchRows = 65_536;
const batchCells = 4_000_000;
const batchTextBytes = 48 << 20;

/** One pass: fills the planned columns and hands batches on, until a cell does not fit; then it only looks. */
export async function fillTable(run: FillRun): Promise<FillEnd> {
  const { source, sink, signal } = run;
  const table = new TableFiller(run);
  try {
    do {
      signal.throwIfAborted();
      for (let row = source.next(); row; row = source.next()) {
        table.add(row);
        if (table.isFull) await sink.append(table.take());
      }
      run.onRows(table.rows);
    } while (await source.more());
  } finally {
    await source.close();
  }
  if (table.isWidening) {
    if (table.loaded > 0) await sink.restart();
    return { status: "widened" };
  }
  table.endRange();
  if (table.pending > 0 || table.loaded === 0) await sink.append(table.take());
  return { status: "done", schema: table.schema, ...table.counts() };
}

class TableFiller {
  rows = 0;
  loaded = 0;
  pending = 0;
  isWidening = false;
  readonly schema: Schema;
  private readonly columns: SheetColumn[];
  private readonly meter = { bytes: 0 };
  /** The place of a sheet's column among the table's; -1 for none. */
  private readonly places: Int32Array;
  private readonly mostRows: number;
  private next: number;
  private blankRows = 0;
  private above = 0;
  private outside = 0;
  private hiddenRows = 0;

  constructor(private readonly run: FillRun) {
    this.columns = run.columns.map(({ name, kind }) => new SheetColumn(name, kind, this.meter));
    this.schema = new Schema(this.columns.map(({ field }) => field));
    this.places = new Int32Array(Math.max(0, ...run.columns.map(({ column }) => column + 1))).fill(-1);
    run.columns.forEach(({ column }, place) => {
      this.places[column] = place;
    });
    this.mostRows = Math.max(
      1,
      Math.min(batchRows, Math.floor(batchCells / Math.max(1, this.columns.length))),
    );
    this.next = run.layout.firstRow;
  }

  get isFull(): boolean {
    if (this.pending === 0 || this.isWidening) return false;
    return this.pending >= this.mostRows || this.meter.bytes >= batchTextBytes;
  }

  add(row: SheetRow): void {
    const { range, layout, shapes } = this.run;
    if (row.isBlank) return;
    if (range && !isInside(row, range)) {
      this.outside++;
      return;
    }
    if (row.row < layout.firstRow) {
      if (!layout.header || row.row < layout.header.first) this.above++;
      return;
    }
    if (this.isWidening) {
      shapes.observe(row);
      return;
    }
    if (row.row > this.next) this.blank(row.row - this.next);
    this.next = row.row + 1;
    this.rows++;
    if (row.isHidden) this.hiddenRows++;
    if (this.fill(row)) {
      this.pending++;
      return;
    }
    this.isWidening = true;
    shapes.observe(row);
  }

  /** Blank rows at the end of a range count as the range's own. */
  endRange(): void {
    const { range, keepBlankRows } = this.run;
    if (keepBlankRows && range && range.lastRow - this.next < 1000) this.blank(range.lastRow + 1 - this.next);
  }

  take(): Uint8Array {
    const data = this.columns.map((column) => column.data(this.pending));
    const ipc = ipcOf(this.schema, this.pending > 0 ? [batchOf(this.schema, data, this.pending)] : []);
    for (const column of this.columns) column.clear();
    this.meter.bytes = 0;
    this.loaded += this.pending;
    this.pending = 0;
    return ipc;
  }

  counts(): FillCounts {
    const { rows, loaded, blankRows, above, outside, hiddenRows, columns } = this;
    return { rows, loaded, blankRows, above, outside, hiddenRows, columns };
  }

  private blank(count: number): void {
    if (this.run.keepBlankRows) {
      this.rows += count;
      this.pending += count;
    } else this.blankRows += count;
  }

  private fill(row: SheetRow): boolean {
    const { range } = this.run;
    for (let cell = 0; cell < row.count; cell++) {
      const at = row.columns[cell] ?? 0;
      if (range && (at < range.firstColumn || at > range.lastColumn)) continue;
      const column = this.columns[this.places[at] ?? -1];
      if (!column?.add(this.pending, row, cell)) return false;
    }
    return true;
  }
}
