import type { CellId } from "../../lib/notebook/document.ts";
import { type GridView, isWhole, wholeRelation } from "../../lib/view/gridView.ts";

/** How each cell's rows are looked at. Cells get new ids whenever a notebook is opened, so it lasts as long as that. */
const views = new Map<CellId, GridView>();

export function keptView(id: CellId): GridView {
  return views.get(id) ?? wholeRelation;
}

export function keepView(id: CellId, view: GridView): void {
  if (isWhole(view)) views.delete(id);
  else views.set(id, view);
}
