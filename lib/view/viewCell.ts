import type { Column } from "../engine/protocol.ts";
import type { Cell } from "../notebook/document.ts";
import type { GridView } from "./gridView.ts";
import { viewQuery } from "./viewSql.ts";

/** A cell whose rows are those of a view of another cell's; its id and, where it is taken, its name are still to be given. */
export function viewCell(of: Cell, view: GridView, columns: readonly Column[]): Cell {
  const isFiltered = view.filters.length > 0 || (view.also ?? []).length > 0;
  return {
    id: of.id,
    kind: "sql",
    name: `${of.name}_${isFiltered ? "filtered" : "sorted"}`,
    source: viewQuery(view, columns, of.name),
    options: {},
    layout: null,
  };
}
