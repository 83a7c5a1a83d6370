import type { Cell } from "../notebook/document.ts";

/** A cell of another format, as the notebook holds it; `meta` is what its marker line will carry. */
export function importedCell(
  { id, kind, name, source, options }: Omit<Cell, "layout">,
  meta: Readonly<Record<string, unknown>> = {},
): Cell {
  const of = { kind, name, source, options };
  // Without text of its own it is printed anew.
  const layout = Object.keys(meta).length > 0 ? { raw: "", of, meta } : null;
  return { id, ...of, layout };
}
