import { beneathPx, type HeaderTool } from "./headerTools.ts";

/** All rows are of one height, so that where a row stands is arithmetic. */
export const rowHeightPx = 33;
const plainHeaderPx = 45;
const rowsAtFirst = 12;
/** No table is dragged taller than so many rows. */
const mostRows = 2_000;
export const minHeightPx = plainHeaderPx + 2 * rowHeightPx;

/** Height of the header: the same in all columns, and before any tool has drawn. */
export function headerHeightPx(tools: readonly HeaderTool[]): number {
  return heightOf(tools.some(({ place }) => place === "beneath"));
}

function heightOf(hasBeneath: boolean): number {
  return plainHeaderPx + (hasBeneath ? beneathPx : 0);
}

/** Height of the whole table, or of its first rows where it has many; `scrollbarPx` is what a horizontal scrollbar takes. */
export function naturalHeightPx(
  rows: number,
  scrollbarPx: number,
  headerPx: number,
  atMost = rowsAtFirst,
): number {
  return headerPx + Math.max(1, Math.min(rows, atMost)) * rowHeightPx + scrollbarPx;
}

/** A height that is kept while fewer rows are shown: as if of `rows` rows, less what stands above them now. */
export interface HeldHeight {
  rows: number;
  abovePx: number;
}

/**
 * Height of a table: as the user chose it, or else its natural one; no more than all its rows take. What is above it while
 * rows are filtered comes out of its height, so that nothing below moves; a row remains.
 */
export function tableHeightPx(
  { rows, scrollbarPx, headerPx }: { rows: number; scrollbarPx: number; headerPx: number },
  chosenPx: number | null,
  held: HeldHeight = { rows: 0, abovePx: 0 },
): number {
  const most = Math.max(rows, held.rows);
  const tallest = naturalHeightPx(most, scrollbarPx, headerPx, mostRows);
  const wanted = Math.min(chosenPx ?? naturalHeightPx(most, scrollbarPx, headerPx), tallest);
  return Math.max(wanted - held.abovePx, naturalHeightPx(1, scrollbarPx, headerPx));
}

/** Below the table: what is said of it, and for a long one the edge that is dragged. In step with ResultGrid.module.css. */
const footerHeightPx = 32;
const handleHeightPx = 8;
/** A result of one value, which is shown large. */
const singleHeightPx = 92;

/** Whether not all rows are in sight at first: such a table has an edge to drag, and ways to its ends. */
export const isLong = (rows: number): boolean => rows > rowsAtFirst;

/** The height that a result's place is held at until the grid itself is there, so that nothing below it moves then. */
export function waitingHeightPx(rows: number, columns: number, hasBeneath: boolean): number {
  if (rows === 1 && columns === 1) return singleHeightPx;
  const edge = isLong(rows) ? handleHeightPx : 0;
  return naturalHeightPx(rows, 0, heightOf(hasBeneath)) + edge + footerHeightPx;
}

const key = (label: string) => `eider.gridHeight.${label}`;

/** The height that the user gave this table in this tab, null where it was left alone. */
export function rememberedHeightPx(label: string): number | null {
  try {
    const kept = Number(sessionStorage.getItem(key(label)));
    return kept >= minHeightPx ? kept : null;
  } catch {
    // Storage may be refused; the table then has its natural height.
    return null;
  }
}

/** Keeps a table's height for this tab; null forgets it. */
export function rememberHeight(label: string, heightPx: number | null): void {
  try {
    if (heightPx === null) sessionStorage.removeItem(key(label));
    else sessionStorage.setItem(key(label), String(heightPx));
  } catch {
    // As above: a height that is not remembered is no reason to disturb anyone.
    return;
  }
}
