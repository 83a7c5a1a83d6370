import type { Cell, CellId } from "../notebook/document.ts";
import type { TypedValue } from "../params/bindParam.ts";

interface CellValues {
  readonly values: Readonly<Record<string, unknown>>;
  readonly typed: Readonly<Record<string, TypedValue>>;
}

/** Values that TypeScript cells exported in their latest runs, and those of input cells. */
export class ExportedValues {
  private readonly byCell = new Map<CellId, CellValues>();

  /** A cell's values, in place of those of its earlier run; `typed` are what SQL gets of an input cell. */
  set(cell: CellId, values: CellValues["values"], typed: CellValues["typed"] = {}): void {
    this.byCell.set(cell, { values, typed });
  }

  forget(cell: CellId): void {
    this.byCell.delete(cell);
  }

  clear(): void {
    this.byCell.clear();
  }

  /** The values of these cells by name: a cell that was deleted has none. */
  of(cells: readonly Cell[]): Map<string, unknown> {
    return new Map(cells.flatMap((cell) => Object.entries(this.byCell.get(cell.id)?.values ?? {})));
  }

  /** The values of input cells among these for SQL, by what stands in `{{…}}`. */
  typedOf(cells: readonly Cell[]): Map<string, TypedValue> {
    return new Map(cells.flatMap((cell) => Object.entries(this.byCell.get(cell.id)?.typed ?? {})));
  }
}
