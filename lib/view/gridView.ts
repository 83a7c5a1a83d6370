/** How a person looks at a relation in a grid: which rows, in which order. Plain data; see viewSql for what it means. */
export interface GridView {
  /** First one first; rows equal in all of them stay in the relation's order. */
  sort: readonly SortKey[];
  /** All must hold. */
  filters: readonly Filter[];
  /** Conditions in SQL over the columns by their names, as selections on charts make them; all must hold too. */
  also?: readonly string[];
}

export interface SortKey {
  column: string;
  descending: boolean;
}

/**
 * What rows must be like in one column. Values are texts as the grid shows them; null is NULL. `not` keeps exactly the
 * rows that would otherwise go, so that NULL, which contains nothing and is in no list without it, stays.
 */
export type Filter =
  | {
      kind: "text";
      column: string;
      how: "contains" | "equals" | "starts" | "ends" | "matches";
      text: string;
      matchCase: boolean;
      not: boolean;
    }
  /**
   * Numbers, dates and times; a side that is null is open, and neither NULL nor NaN is ever within. A day as the
   * included end of a range of instants is included whole.
   */
  | { kind: "range"; column: string; from: string | null; to: string | null; isToIncluded: boolean }
  | { kind: "null"; column: string; isNull: boolean }
  | { kind: "values"; column: string; values: readonly (string | null)[]; not: boolean };

export const wholeRelation: GridView = { sort: [], filters: [] };

/** Whether all rows stand in the relation's own order. */
export function isWhole(view: GridView): boolean {
  return view.sort.length === 0 && view.filters.length === 0 && (view.also ?? []).length === 0;
}
