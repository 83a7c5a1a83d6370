import type { Cell, CellId } from "../notebook/document.ts";
import { cellFinder, itemFor } from "./findCells.ts";
import type { ReportItem, ReportRow } from "./report.ts";

/** What a cell's output looks like: one value, a chart, rows or something else that takes the whole width. */
export type OutputShape = "value" | "chart" | "wide";

const inARow: Readonly<Record<OutputShape | "input", number>> = { input: 4, value: 4, chart: 2, wide: 1 };

/**
 * A report for a notebook that has none: inputs on top, then text, charts two by two, single values side by side, and
 * what nothing else reads over the full width. A step on the way to another cell is left out, unless it is one value.
 */
export function defaultRows(
  cells: readonly Cell[],
  about: { shapeOf: (cell: Cell) => OutputShape; isRead: (id: CellId) => boolean },
): ReportRow[] {
  const rows: DefaultRow[] = [];
  const put = (cell: Cell, like: string, most: number) => {
    const item = itemFor(cell, cells);
    const last = rows.at(-1);
    if (last && last.like === like && last.items.length < most) last.items.push(item);
    else rows.push({ like, items: [item] });
  };
  for (const cell of cells) if (cell.kind === "input") put(cell, "input", inARow.input);
  for (const cell of cells) {
    if (cell.kind === "md") {
      if (cell.source.trim() !== "") put(cell, "text", 1);
    } else if (shownKinds.has(cell.kind)) {
      const shape = about.shapeOf(cell);
      if (shape === "wide" && about.isRead(cell.id)) continue;
      put(cell, shape, inARow[shape]);
    }
  }
  leaveOutEmptySections(rows, cells);
  // A title comes before the inputs.
  const first = rows.findIndex(({ like }) => like !== "input");
  if (first > 0 && rows[first]?.like === "text") rows.unshift(...rows.splice(first, 1));
  return rows.map(({ items }) => ({ items }));
}

interface DefaultRow {
  like: string;
  items: ReportItem[];
}

/** A heading alone whose section shows nothing, since all of it is left out, is left out as well. */
function leaveOutEmptySections(rows: DefaultRow[], cells: readonly Cell[]): void {
  const find = cellFinder(cells);
  const headingLevel = (row: DefaultRow | undefined) => {
    const item = row?.like === "text" ? row.items[0] : undefined;
    const source = (item && find(item)?.source.trim()) ?? "";
    return { level: /^#{1,6}(?=\s)/.exec(source)?.[0].length ?? null, isAlone: !source.includes("\n") };
  };
  // From the end, so that what contains only empty sections is seen to be empty.
  for (let at = rows.length - 1; at > 0; at--) {
    const { level, isAlone } = headingLevel(rows[at]);
    const next = rows[at + 1];
    const below = headingLevel(next).level;
    if (level !== null && isAlone && (!next || (below !== null && below <= level))) rows.splice(at, 1);
  }
}

/** Kinds whose cells show something to a reader. */
const shownKinds: ReadonlySet<string> = new Set(["sql", "ts", "chart"]);
