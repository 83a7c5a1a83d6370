import { ArrowDown, ArrowUp, Check, ListFilter, X } from "lucide-react";
import type { Column } from "../../lib/engine/protocol.ts";
import { unsorted, withoutColumn } from "../../lib/view/changeView.ts";
import type { GridView } from "../../lib/view/gridView.ts";
import type { MenuItem } from "../grid/columnMenu.ts";
import type { ViewControls } from "./viewControls.ts";

export type ViewMenuActions = Pick<ViewControls, "change" | "sortBy"> & { filter(): void };

/** What can be done with a column's order and filters: the same things whichever menu shows them. */
export function viewMenuItems(column: Column, view: GridView, actions: ViewMenuActions): MenuItem[] {
  const { name } = column;
  const now = view.sort.find((key) => key.column === name);
  const isAmongOthers = view.sort.some((key) => key.column !== name);
  const sort = (descending: boolean, isFurther: boolean): MenuItem => {
    const way = descending ? "descending" : "ascending";
    const label = isFurther ? `Then sort ${way}` : `Sort ${way}`;
    const isOn = now?.descending === descending && isFurther === isAmongOthers;
    return {
      id: `${isFurther ? "then" : "sort"}-${way}`,
      section: "view",
      label: isOn ? `${label} (now)` : label,
      icon: isOn ? <Check /> : descending ? <ArrowDown /> : <ArrowUp />,
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
            section: "view",
            icon: <X />,
            onSelect: () => actions.change(unsorted(view, name)),
          },
        ]
      : []),
    { id: "filter", section: "view", label: "Filter…", icon: <ListFilter />, onSelect: actions.filter },
    ...(hasFilter
      ? [
          {
            id: "clear",
            label: now ? "Clear sort and filters" : "Clear filters",
            section: "view",
            icon: <X />,
            onSelect: () => actions.change(withoutColumn(view, name)),
          },
        ]
      : []),
  ];
}
