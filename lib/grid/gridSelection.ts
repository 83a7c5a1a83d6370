/**
 * A place in a table: rows count from 0 and the header is row -1; columns count from 0 among those on screen, from left to
 * right, and the row number is at -1.
 */
export interface GridPlace {
  readonly row: number;
  readonly place: number;
}

/** Rows and places, both ends with them. */
export interface GridRange {
  readonly fromRow: number;
  readonly toRow: number;
  readonly fromPlace: number;
  readonly toPlace: number;
}

/** How many rows and places there are. */
export interface GridSize {
  readonly rows: number;
  readonly places: number;
}

/**
 * The active cell, and where the selection that ends in it began; null where nothing but the cell is selected. `span`
 * says what is selected on the way: cells, or whole rows, columns or the table.
 */
export interface GridSelection {
  readonly active: GridPlace;
  readonly anchor: GridPlace | null;
  readonly span: "cells" | "rows" | "columns" | "all";
}

export const firstCell: GridSelection = { active: { row: 0, place: 0 }, anchor: null, span: "cells" };

/** The cells that are selected beyond the active one; null where it is alone. */
export function selectedRange({ active, anchor, span }: GridSelection, size: GridSize): GridRange | null {
  if (anchor === null || size.rows === 0 || size.places === 0) return null;
  const whole = { fromRow: 0, toRow: size.rows - 1, fromPlace: 0, toPlace: size.places - 1 };
  if (span === "all") return whole;
  const rows = {
    fromRow: Math.max(0, Math.min(anchor.row, active.row)),
    toRow: Math.min(size.rows - 1, Math.max(anchor.row, active.row)),
  };
  const places = {
    fromPlace: Math.max(0, Math.min(anchor.place, active.place)),
    toPlace: Math.min(size.places - 1, Math.max(anchor.place, active.place)),
  };
  if (span === "rows") return { ...whole, ...rows };
  if (span === "columns") return { ...whole, ...places };
  return { ...rows, ...places };
}

/** What copying takes: the selected cells, or the active one; null at the header and at row numbers without more. */
export function copiedRange(selection: GridSelection, size: GridSize): GridRange | null {
  const range = selectedRange(selection, size);
  if (range) return range;
  const { row, place } = selection.active;
  if (row < 0 || row >= size.rows || place < 0 || place >= size.places) return null;
  return { fromRow: row, toRow: row, fromPlace: place, toPlace: place };
}

export function contains(range: GridRange, { row, place }: GridPlace): boolean {
  return row >= range.fromRow && row <= range.toRow && place >= range.fromPlace && place <= range.toPlace;
}

/** Makes a cell the active one and gives up the selection, or lets the selection reach to it. */
export function goTo(selection: GridSelection, to: GridPlace, extend: boolean): GridSelection {
  if (!extend) return { active: to, anchor: null, span: to.row >= 0 && to.place < 0 ? "rows" : "cells" };
  const anchor = selection.anchor ?? selection.active;
  const span = selection.span === "all" ? "cells" : selection.span;
  return { active: to, anchor, span };
}

export function selectRows(row: number, from: number, place: number): GridSelection {
  return { active: { row, place }, anchor: { row: from, place }, span: "rows" };
}

export function selectColumns(place: number, from: number, row: number): GridSelection {
  return { active: { row, place }, anchor: { row, place: from }, span: "columns" };
}

export function selectAll(selection: GridSelection): GridSelection {
  return { ...selection, anchor: selection.active, span: "all" };
}

/** A selection within a table that has become smaller: outside of it nothing is selected. */
export function within(selection: GridSelection, size: GridSize): GridSelection {
  const { active, anchor } = selection;
  const isIn = ({ row, place }: GridPlace) => row < size.rows && place < size.places;
  if (isIn(active) && (anchor === null || isIn(anchor))) return selection;
  const row = Math.min(active.row, size.rows - 1);
  return { active: { row, place: Math.min(active.place, size.places - 1) }, anchor: null, span: "cells" };
}
