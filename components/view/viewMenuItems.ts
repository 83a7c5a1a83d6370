import type { Column } from "../../lib/engine/protocol.ts";
import { unsorted, withoutColumn } from "../../lib/view/changeView.ts";
import type { GridView } from "../../lib/view/gridView.ts";
import type { ViewControls } from "./viewControls.ts";

/** An item of a column's menu. */
export interface ViewMenuItem {
  id: string;
  label: string;
  icon: "ascending" | "descending" | "filter" | "clear";
  /** It holds already. */
  isOn?: boolean;
  onSelect(): void;
}

export type ViewMenuActions = Pick<ViewControls, "change" | "sortBy"> & { filter(): void };

/** What can be done with a column's order and filters: the same things whichever menu shows them. */
export function viewMenuItems(column: Column, view: GridView, actions: ViewMenuActions): ViewMenuItem[] {
  const { name } = column;
  const now = view.sort.find((key) => key.column === name);
  const isAmongOthers = view.sort.some((key) => key.column !== name);
  const sort = (descending: boolean, isFurther: boolean): ViewMenuItem => {
    const way = descending ? "descending" : "ascending";
    return {
      id: `${isFurther ? "then" : "sort"}-${way}`,
      label: isFurther ? `Then sort ${way}` : `Sort ${way}`,
      icon: way,
      isOn: now?.descending === descending && isFurther === isAmongOthers,
      onSelect: () => actions.sortBy({ column: name, descending }, isFurther),
    };
  };
  const hasFilter = view.filters.some((filter) => filter.column === name);
  return [
    sort(false, false),
    sort(true, false),
    ...(isAmongOthers ? [sort(false, true), sort(true, true)] : []),
    ...(now
      ? [
          {
            id: "unsort",
            label: "Do not sort",
            icon: "clear" as const,
            onSelect: () => actions.change(unsorted(view, name)),
          },
        ]
      : []),
    { id: "filter", label: "Filter…", icon: "filter", onSelect: actions.filter },
    ...(hasFilter
      ? [
          {
            id: "clear",
            label: now ? "Clear sort and filters" : "Clear filters",
            icon: "clear" as const,
            onSelect: () => actions.change(withoutColumn(view, name)),
          },
        ]
      : []),
  ];
}
