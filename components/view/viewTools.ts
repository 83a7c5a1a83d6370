import { createContext } from "react";
import type { Filter, GridView } from "../../lib/view/gridView.ts";

/** The view that a grid shows of its relation, for what stands in its headers. */
export interface ViewTools {
  view: GridView;
  /** Adds a filter, in place of one of the same kind on the same column. */
  addFilter(filter: Filter): void;
}

/** Null where the rows cannot be filtered. */
export const ViewOfGrid = createContext<ViewTools | null>(null);
