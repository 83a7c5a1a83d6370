/** Which columns of a very wide table stand in the grid: `count` of them from `first` on, counted from 0. */
export interface ColumnWindow {
  first: number;
  count: number;
}

/** A table with more columns than this draws only those near the window, all of one width. */
export const manyColumns = 60;
export const wideColumnPx = 150;

// Whole steps, so that a little scrolling changes nothing, and room on both sides for the next key or wheel.
const step = 4;
const beside = 6;

/** The columns to draw where `scrollLeft` of a viewport `widthPx` wide is reached. */
export function columnWindow(columns: number, scrollLeft: number, widthPx: number): ColumnWindow {
  if (columns <= manyColumns) return { first: 0, count: columns };
  const visible = Math.ceil(widthPx / wideColumnPx);
  const count = Math.min(columns, visible + 2 * beside + step);
  const wanted = Math.floor(Math.max(0, scrollLeft) / wideColumnPx) - beside;
  const first = Math.min(Math.max(0, Math.floor(wanted / step) * step), columns - count);
  return { first, count };
}
