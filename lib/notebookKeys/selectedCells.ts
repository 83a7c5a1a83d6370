import type { CellId } from "../notebook/document.ts";

/** The cells from the anchor to the selected one, in page order; the selected one alone where there is no anchor. */
export function selectedCells(
  ids: readonly CellId[],
  selected: CellId | null,
  anchor: CellId | null,
): readonly CellId[] {
  if (selected === null) return [];
  const to = ids.indexOf(selected);
  if (to < 0) return [];
  const from = anchor === null ? to : ids.indexOf(anchor);
  if (from < 0) return [selected];
  return ids.slice(Math.min(from, to), Math.max(from, to) + 1);
}
