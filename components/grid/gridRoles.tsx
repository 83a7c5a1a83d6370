import type { ComponentProps } from "react";

// The parts of the grid as assistive technology has them. They are no elements of a table, which would lay themselves out
// by what stands in them; and none of them takes the focus, which the grid keeps while it names its active cell.

/** A box that is what its role says. */
export function RoleBox({ role, ...rest }: ComponentProps<"div"> & { role: "group" | "grid" }) {
  return <div role={role} {...rest} />;
}

export const rowRole = (index: number, selected = false) => ({
  role: "row",
  "aria-rowindex": index,
  "aria-selected": selected || undefined,
});

export const rowHeaderRole = { role: "rowheader", "aria-colindex": 1 };

export const columnHeaderRole = (name: string, place: number, selected = false) => ({
  role: "columnheader",
  "aria-label": name,
  "aria-colindex": place + 2,
  "aria-selected": selected || undefined,
});

/** A `cell` cannot be selected, only a `gridcell` can; `busy` is one whose value is on its way. */
export const cellRole = (place: number, selected: boolean, busy: boolean) => ({
  role: selected ? "gridcell" : "cell",
  "aria-colindex": place + 2,
  "aria-selected": selected || undefined,
  "aria-busy": busy || undefined,
});
