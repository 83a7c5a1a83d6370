/** Rows by their value in one column, as a grid's filters say it (lib/view); values are texts as the grid shows them. */
export type RowFilter =
  | { kind: "range"; column: string; from: string | null; to: string | null; isToIncluded: boolean }
  | { kind: "null"; column: string; isNull: boolean }
  | { kind: "values"; column: string; values: readonly (string | null)[]; not: boolean };
