import type { Cell, CellId } from "./document.ts";
import { headingsOf } from "./headings.ts";
import type { Sections } from "./sectionState.ts";

/** The level of a cell as the head of a section, by its first heading; null where it has none. */
export function sectionLevel(cell: Cell): number | null {
  return headingsOf(cell)[0]?.level ?? null;
}

/** The cells of the section that a cell heads, without itself; none where it heads none. */
export function sectionCells(cells: readonly Cell[], head: CellId): readonly CellId[] {
  const at = cells.findIndex(({ id }) => id === head);
  const first = cells[at];
  const level = first ? sectionLevel(first) : null;
  if (level === null) return [];
  const rest = cells.slice(at + 1);
  const end = rest.findIndex((cell) => (sectionLevel(cell) ?? 7) <= level);
  return (end < 0 ? rest : rest.slice(0, end)).map(({ id }) => id);
}

/** All sections of a notebook, with those folded that `folded` names. One pass, whatever is nested. */
export function sectionsOf(cells: readonly Cell[], folded: ReadonlySet<CellId>): Sections {
  const heads: Record<CellId, { isFolded: boolean; cells: number }> = {};
  const hidden = new Set<CellId>();
  const open: { id: CellId; level: number }[] = [];
  for (const cell of cells) {
    const level = sectionLevel(cell);
    if (level !== null) while ((open.at(-1)?.level ?? 0) >= level) open.pop();
    for (const { id } of open) {
      const head = heads[id];
      if (!head) continue;
      head.cells++;
      if (head.isFolded) hidden.add(cell.id);
    }
    if (level === null) continue;
    heads[cell.id] = { isFolded: folded.has(cell.id), cells: 0 };
    open.push({ id: cell.id, level });
  }
  // What has nothing below it cannot be folded.
  for (const [id, { cells: count }] of Object.entries(heads)) if (count === 0) delete heads[id];
  return { heads, hidden };
}

/** The heads of the sections that a cell lies in, outermost first. */
export function headsAround(cells: readonly Cell[], id: CellId): readonly CellId[] {
  const around: { id: CellId; level: number }[] = [];
  for (const cell of cells) {
    const level = sectionLevel(cell);
    if (level !== null) while ((around.at(-1)?.level ?? 0) >= level) around.pop();
    if (cell.id === id) break;
    if (level !== null) around.push({ id: cell.id, level });
  }
  return around.map((head) => head.id);
}

/** Cells with what is folded under them: whatever is done to a folded heading is done to its section. */
export function withFolded(
  cells: readonly Cell[],
  { heads, hidden }: Sections,
  ids: readonly CellId[],
): readonly CellId[] {
  if (hidden.size === 0) return ids;
  const wanted = new Set(ids);
  for (const id of ids) {
    if (heads[id]?.isFolded) for (const below of sectionCells(cells, id)) wanted.add(below);
  }
  return cells.flatMap(({ id }) => (wanted.has(id) ? [id] : []));
}
