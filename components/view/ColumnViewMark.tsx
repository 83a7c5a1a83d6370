import { ArrowDown, ArrowUp, ListFilter } from "lucide-react";
import { type MouseEvent, useContext, useEffect, useRef } from "react";
import type { Column } from "../../lib/engine/protocol.ts";
import { OpenColumnMenu } from "../grid/columnMenu.ts";
import styles from "./ColumnViewMark.module.css";
import { useViewControls } from "./viewControls.ts";

/**
 * In a column's header: that it is sorted or filtered. A click opens the column's menu, one with Shift turns its order.
 * The button is for pointers; by key the header opens its menu, so that Tab does not stop at every column.
 */
export function ColumnViewMark({ column, index }: { column: Column; index: number }) {
  const { view, toggleSort } = useViewControls();
  const openMenu = useContext(OpenColumnMenu);
  const button = useRef<HTMLButtonElement>(null);
  const { name } = column;
  const at = view.sort.findIndex((key) => key.column === name);
  const key = view.sort[at];
  const order = key && (key.descending ? "descending" : "ascending");
  const isFiltered = view.filters.some((filter) => filter.column === name);

  useEffect(() => {
    const header = button.current?.closest("[role=columnheader]");
    if (order) header?.setAttribute("aria-sort", order);
    return () => header?.removeAttribute("aria-sort");
  }, [order]);

  if (!order && !isFiltered) return null;
  const facts = [
    order && `sorted ${order}${view.sort.length > 1 ? `, key ${at + 1} of ${view.sort.length}` : ""}`,
    isFiltered && "filtered",
  ].filter(Boolean);
  return (
    <button
      ref={button}
      type="button"
      tabIndex={-1}
      className={styles.mark}
      aria-label={[name, ...facts].join(", ")}
      aria-haspopup="menu"
      data-column-menu
      // A press on it is no choice of the header's cell, and a second click is no wish for its width.
      onMouseDown={stop}
      onDoubleClick={stop}
      onClick={(event) => {
        event.stopPropagation();
        if (event.shiftKey) toggleSort(name, true);
        else openMenu(index, event.currentTarget);
      }}
    >
      {order === "descending" && <ArrowDown aria-hidden="true" />}
      {order === "ascending" && <ArrowUp aria-hidden="true" />}
      {order && view.sort.length > 1 && <span aria-hidden="true">{at + 1}</span>}
      {isFiltered && <ListFilter aria-hidden="true" />}
    </button>
  );
}

function stop(event: MouseEvent) {
  event.stopPropagation();
}
