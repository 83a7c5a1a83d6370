import { ArrowDown, ArrowUp, ChevronDown, ListFilter } from "lucide-react";
import { type MouseEvent, useEffect, useEffectEvent, useRef } from "react";
import type { Column } from "../../lib/engine/protocol.ts";
import styles from "./ColumnViewTool.module.css";
import { useViewControls } from "./viewControls.ts";

/**
 * In a column's header: whether it is sorted and filtered, and the way to change that. Its buttons are for pointers;
 * the header itself takes Enter, so that Tab does not stop at every column.
 */
export function ColumnViewTool({ column }: { column: Column }) {
  const { view, toggleSort, openMenu } = useViewControls();
  const root = useRef<HTMLSpanElement>(null);
  const menuButton = useRef<HTMLButtonElement>(null);
  const { name } = column;
  const at = view.sort.findIndex((key) => key.column === name);
  const key = view.sort[at];
  const order = key && (key.descending ? "descending" : "ascending");
  const isFiltered = view.filters.some((filter) => filter.column === name);

  useEffect(() => {
    const header = root.current?.closest("[role=columnheader]");
    if (order) header?.setAttribute("aria-sort", order);
    return () => header?.removeAttribute("aria-sort");
  }, [order]);

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const opens = event.key === "Enter" || (event.key === "ArrowDown" && event.altKey);
    if (!opens || event.target !== event.currentTarget || !menuButton.current) return;
    event.preventDefault();
    event.stopPropagation();
    openMenu(name, menuButton.current);
  });
  useEffect(() => {
    const header = root.current?.closest<HTMLElement>("[role=columnheader]");
    const listener = (event: KeyboardEvent) => onKey(event);
    header?.addEventListener("keydown", listener);
    return () => header?.removeEventListener("keydown", listener);
  }, []);

  // A press on a button is no choice of the header's cell, and a second click is no wish for its width.
  const own = { onMouseDown: stop, onDoubleClick: stop, tabIndex: -1 };
  return (
    <span ref={root} className={styles.tools} data-on={key || isFiltered ? "" : undefined}>
      {key && (
        <button
          type="button"
          className={styles.sort}
          aria-label={`${name} is sorted ${order}${view.sort.length > 1 ? `, key ${at + 1} of ${view.sort.length}` : ""}: change`}
          onClick={(event) => {
            event.stopPropagation();
            toggleSort(name, event.shiftKey);
          }}
          {...own}
        >
          {key.descending ? <ArrowDown aria-hidden="true" /> : <ArrowUp aria-hidden="true" />}
          {view.sort.length > 1 && <span aria-hidden="true">{at + 1}</span>}
        </button>
      )}
      <button
        ref={menuButton}
        type="button"
        className={styles.menu}
        aria-label={`Sort and filter ${name}${isFiltered ? ", filtered" : ""}`}
        aria-haspopup="menu"
        onClick={(event) => {
          event.stopPropagation();
          openMenu(name, event.currentTarget);
        }}
        {...own}
      >
        {isFiltered ? <ListFilter aria-hidden="true" /> : <ChevronDown aria-hidden="true" />}
      </button>
    </span>
  );
}

function stop(event: MouseEvent) {
  event.stopPropagation();
}
