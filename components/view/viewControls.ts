import { createContext, useContext } from "react";
import type { Filter, GridView, SortKey } from "../../lib/view/gridView.ts";
import type { BrokenPart } from "../../lib/view/viewSql.ts";

/** What people can do with the view of a grid, whichever control asks for it. */
export interface ViewControls {
  view: GridView;
  /** Parts of it that its relation cannot have. */
  broken: readonly BrokenPart[];
  change(view: GridView): void;
  sortBy(key: SortKey, isFurther: boolean): void;
  /** Up, down, then off. */
  toggleSort(column: string, isFurther: boolean): void;
  /** A filter to be made or, where it is given, edited. */
  openFilter(column: string, anchor: HTMLElement, filter?: Filter): void;
}

export const ViewControlsOfGrid = createContext<ViewControls | null>(null);

export function useViewControls(): ViewControls {
  const controls = useContext(ViewControlsOfGrid);
  if (!controls) throw new Error("This component has to stand in the view of a grid.");
  return controls;
}
