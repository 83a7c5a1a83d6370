import type { Cell } from "../notebook/document.ts";
import { cellItem, type ReportItem, textItem } from "./report.ts";

/** So much of a text's first line names it. */
const longestStart = 60;

/** How a Markdown cell is named in a report: its first line, a heading without its marks. */
export function textStart(source: string): string {
  const line = source.split("\n").find((each) => each.trim() !== "") ?? "";
  const plain = line.replace(/^\s{0,3}#{1,6}(?:\s+|$)/, "").replace(/\s+#+\s*$/, "");
  // By characters, so that none is cut in half.
  return Array.from(plain.trim()).slice(0, longestStart).join("").trim();
}

/** The place that names a cell of this notebook. */
export function itemFor(cell: Cell, cells: readonly Cell[]): ReportItem {
  if (cell.kind !== "md") return cellItem(cell.name);
  const start = textStart(cell.source);
  return textItem(start, textsThatStart(start, cells).indexOf(cell) + 1);
}

/** The cells that places name, whatever the case of their letters; null where there is none. */
export function cellFinder(cells: readonly Cell[]): (item: ReportItem) => Cell | null {
  const byName = new Map<string, Cell>();
  for (const cell of cells) {
    const key = cell.name.toLowerCase();
    if (cell.kind !== "md" && key !== "" && !byName.has(key)) byName.set(key, cell);
  }
  return ({ kind, name, nr }) => {
    if (kind === "cell") return byName.get(name.toLowerCase()) ?? null;
    if (kind === "unknown") return null;
    const exact = textsThatStart(name, cells);
    if (exact.length > 0 || name === "") return exact[nr - 1] ?? null;
    // By hand one writes as little as will do.
    const key = name.toLowerCase();
    const beginning = cells.filter(
      ({ kind: of, source }) => of === "md" && textStart(source).toLowerCase().startsWith(key),
    );
    return beginning[nr - 1] ?? null;
  };
}

function textsThatStart(start: string, cells: readonly Cell[]): Cell[] {
  const key = start.toLowerCase();
  return cells.filter(({ kind, source }) => kind === "md" && textStart(source).toLowerCase() === key);
}
