/** Which values of a column are meant: a stretch of it, or one index for each, -1 for NULL. */
export type Rows = { from: number; length: number; at: null } | { at: Int32Array; length: number };

/** A stretch of a column. */
export function stretch(from: number, length: number): Rows {
  return { from, length, at: null };
}

/** One index for each value, -1 for NULL. */
export function picked(at: Int32Array): Rows {
  return { at, length: at.length };
}

/** The index of the row-th value meant, -1 for NULL. */
export function indexOf(rows: Rows, row: number): number {
  return rows.at === null ? rows.from + row : (rows.at[row] ?? -1);
}
