import type { CellRange } from "../cellAddress.ts";
import type { SheetRow } from "../sheetRow.ts";
import { type ColumnKind, kindOf, seen, shapeOf } from "./cellShape.ts";
import { columnNames } from "./columnNames.ts";
import type { TableLayout } from "./tableLayout.ts";

/** A column of the table: where it lies in the sheet, and how it is kept. */
export interface PlannedColumn {
  column: number;
  name: string;
  kind: ColumnKind;
}

/** What was seen in each column of the sheet, in the rows of the table. */
export class ColumnShapes {
  private readonly bits = new Map<number, number>();

  constructor(private readonly range: CellRange | null) {}

  observe(row: SheetRow): void {
    for (let cell = 0; cell < row.count; cell++) {
      const column = row.columns[cell] ?? 0;
      if (this.range && (column < this.range.firstColumn || column > this.range.lastColumn)) continue;
      this.bits.set(column, (this.bits.get(column) ?? 0) | shapeOf(row, cell));
    }
  }

  /** The columns that have a header or a value; all of the range where `keepBlank` says so. */
  plan(layout: TableLayout, allText: boolean, keepBlank: boolean): PlannedColumn[] {
    const columns = new Set([...this.bits.keys(), ...layout.texts.keys()]);
    if (keepBlank && this.range && this.range.lastColumn - this.range.firstColumn < 1000) {
      for (let at = this.range.firstColumn; at <= this.range.lastColumn; at++) columns.add(at);
    }
    const sorted = [...columns].sort((a, b) => a - b);
    const names = columnNames(sorted, layout.texts);
    return sorted.map((column, index) => ({
      column,
      name: names[index] ?? "",
      kind: allText ? "text" : kindOf(this.bits.get(column) ?? 0),
    }));
  }

  /** Names of columns whose values are of more than one kind, and so are kept as text. */
  mixed(columns: readonly PlannedColumn[]): string[] {
    return columns
      .filter(({ column, kind }) => {
        const bits = (this.bits.get(column) ?? 0) & ~(seen.emptyText | seen.error);
        return kind === "text" && bits !== 0 && bits !== seen.text;
      })
      .map(({ name }) => name);
  }
}
