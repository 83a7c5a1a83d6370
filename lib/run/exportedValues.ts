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

  /**
   * The values of these cells by name, a cell that was deleted having none; `typed` are those of input cells for SQL, by
   * what stands in `{{…}}`.
   */
  of(cells: readonly Cell[]): { values: Map<string, unknown>; typed: Map<string, TypedValue> } {
    const held = cells.flatMap(({ id }) => this.byCell.get(id) ?? []);
    return {
      values: new Map(held.flatMap(({ values }) => Object.entries(values))),
      typed: new Map(held.flatMap(({ typed }) => Object.entries(typed))),
    };
  }
}
