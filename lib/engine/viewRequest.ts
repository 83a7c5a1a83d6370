import type { GridView } from "../view/gridView.ts";
import type { KeptResult } from "./protocol.ts";

/** Numbers what is asked of a view, so that it can be stopped and closed. */
export type ViewId = number;

/** Rows of a kept result, chosen and ordered. */
export interface ViewRequest {
  viewId: ViewId;
  /** Empty for the rows that `relation` names. */
  resultKey: string;
  /** A relation by its name, for what knows no key of its rows. */
  relation?: string;
  view: GridView;
}

/** A view whose rows can be read; it goes with the result that it is of, or when it is closed. */
export interface OpenedView {
  /** The rows as a result of their own: `page` reads them by its key. */
  result: KeptResult;
  /** How many rows the view has; more than its result where only the first are kept. */
  matching: number;
  /**
   * Why only the first rows are kept: the result that they are of is itself not kept, or their order takes more memory
   * than there is.
   */
  cut: null | "unkept" | "memory";
}

/** What values a column of a kept result has, in the rows of a view. */
export interface ValuesRequest extends ViewRequest {
  column: string;
  /** Values with this in their text, whatever its case; "" for all. */
  search: string;
  most: number;
}

/** Values as the grid shows them (null: NULL) with their rows, the most frequent first. */
export interface ColumnValues {
  values: { value: string | null; count: number }[];
  /** There are more than were asked for. */
  isMore: boolean;
}
