import type { Cell, CellId } from "../notebook/document.ts";
import { headingsOf } from "../notebook/headings.ts";

/** A line of the outline: a heading, or a cell that has a name. `level` counts from 1 as a tree does. */
export type OutlineRow =
  | {
      readonly type: "heading";
      readonly key: string;
      readonly cellId: CellId;
      readonly level: number;
      readonly text: string;
      /** Whether there is anything below it. */
      readonly canExpand: boolean;
      readonly isExpanded: boolean;
    }
  | {
      readonly type: "cell";
      readonly key: string;
      readonly cellId: CellId;
      readonly level: number;
      readonly text: string;
      readonly kind: string;
    };

/** The headings of a notebook, nested, and beneath each the named cells of its section. */
export function outlineRows(
  cells: readonly Cell[],
  closed: ReadonlySet<string>,
  typed: string,
): OutlineRow[] {
  const all = allRows(cells, closed);
  const wanted = typed.trim().toLowerCase();
  if (wanted === "") return visible(all);
  return withParents(all, ({ text }) => text.toLowerCase().includes(wanted));
}

function allRows(cells: readonly Cell[], closed: ReadonlySet<string>): OutlineRow[] {
  const rows: OutlineRow[] = [];
  const open: number[] = [];
  for (const cell of cells) {
    headingsOf(cell).forEach(({ level, text }, at) => {
      while ((open.at(-1) ?? 0) >= level) open.pop();
      open.push(level);
      const key = `${cell.id} ${at}`;
      const name = text === "" ? "Untitled" : text;
      rows.push({
        type: "heading",
        key,
        cellId: cell.id,
        level: open.length,
        text: name,
        canExpand: false,
        isExpanded: !closed.has(key),
      });
    });
    if (cell.name !== "") {
      rows.push({
        type: "cell",
        key: cell.id,
        cellId: cell.id,
        level: open.length + 1,
        text: cell.name,
        kind: cell.kind,
      });
    }
  }
  return rows.map((row, at) =>
    row.type === "heading" ? { ...row, canExpand: (rows[at + 1]?.level ?? 0) > row.level } : row,
  );
}

/** Without what lies under closed headings. */
function visible(rows: readonly OutlineRow[]): OutlineRow[] {
  let closedAt = Number.POSITIVE_INFINITY;
  return rows.filter((row) => {
    if (row.level > closedAt) return false;
    closedAt =
      row.type === "heading" && row.canExpand && !row.isExpanded ? row.level : Number.POSITIVE_INFINITY;
    return true;
  });
}

/** The rows that are looked for, under the headings that lead to them. */
function withParents(rows: readonly OutlineRow[], isWanted: (row: OutlineRow) => boolean): OutlineRow[] {
  const kept = new Set<string>();
  const path: OutlineRow[] = [];
  for (const row of rows) {
    while ((path.at(-1)?.level ?? 0) >= row.level) path.pop();
    path.push(row);
    if (isWanted(row)) for (const { key } of path) kept.add(key);
  }
  return rows.flatMap((row, at): OutlineRow[] => {
    if (!kept.has(row.key)) return [];
    if (row.type !== "heading") return [row];
    const leads = rows.slice(at + 1).find(({ key, level }) => level <= row.level || kept.has(key));
    const canExpand = leads !== undefined && leads.level > row.level;
    return [{ ...row, canExpand, isExpanded: true }];
  });
}

/** The row that stands for a cell: its own, or the last heading before it. */
export function rowOfCell(
  rows: readonly OutlineRow[],
  cells: readonly Cell[],
  id: CellId | null,
): string | null {
  const place = new Map(cells.map((cell, at) => [cell.id, at]));
  const at = id === null ? undefined : place.get(id);
  if (at === undefined) return null;
  const own = rows.find(({ cellId }) => cellId === id);
  return (own ?? rows.findLast(({ cellId }) => (place.get(cellId) ?? 0) <= at))?.key ?? null;
}
