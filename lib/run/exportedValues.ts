import type { Cell, CellId } from "../notebook/document.ts";

/** Values that TypeScript cells exported in their latest runs. */
export class ExportedValues {
  private readonly byCell = new Map<CellId, Readonly<Record<string, unknown>>>();

  /** A cell's values, in place of those of its earlier run. */
  set(cell: CellId, values: Readonly<Record<string, unknown>>): void {
    this.byCell.set(cell, values);
  }

  forget(cell: CellId): void {
    this.byCell.delete(cell);
  }

  clear(): void {
    this.byCell.clear();
  }

  /** The values of these cells by name: a cell that was deleted has none. */
  of(cells: readonly Cell[]): Map<string, unknown> {
    return new Map(cells.flatMap((cell) => Object.entries(this.byCell.get(cell.id) ?? {})));
  }
}
