import type { Cell } from "../document.ts";

/** A cell whose id is its name; a text cell has an id alone. */
export function cellOf(id: string, source = "", kind = "sql", options: Cell["options"] = {}): Cell {
  return { id, kind, name: kind === "md" ? "" : id, source, options, layout: null };
}
