import { ArrowDown, ArrowUp, ChevronDown, ListFilter } from "lucide-react";
import { type MouseEvent, useEffect, useEffectEvent, useRef } from "react";
import type { Column } from "../../lib/engine/protocol.ts";
import { isNumber } from "../grid/columnLook.ts";
import styles from "./ColumnViewTool.module.css";
import { useViewControls } from "./viewControls.ts";

/**
 * In a column's header: whether it is sorted and filtered, and the way to change that. A click opens its menu, one with
 * Shift sorts by it too. The button is for pointers; the header itself takes Enter, so that Tab does not stop at every
 * column. It takes the same room whatever it shows: widths are measured once.
 */
export function ColumnViewTool({ column }: { column: Column }) {
  const { view, toggleSort, openMenu } = useViewControls();
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

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const opens = event.key === "Enter" || (event.key === "ArrowDown" && event.altKey);
    if (!opens || event.target !== event.currentTarget || !button.current) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.shiftKey) toggleSort(name, true);
    else openMenu(name, button.current);
  });
  useEffect(() => {
    const header = button.current?.closest<HTMLElement>("[role=columnheader]");
    const listener = (event: KeyboardEvent) => onKey(event);
    header?.addEventListener("keydown", listener);
    return () => header?.removeEventListener("keydown", listener);
  }, []);

  const facts = [
    order && `sorted ${order}${view.sort.length > 1 ? `, key ${at + 1} of ${view.sort.length}` : ""}`,
    isFiltered && "filtered",
  ].filter(Boolean);
  return (
    <button
      ref={button}
      type="button"
      tabIndex={-1}
      className={styles.tool}
      data-side={isNumber(column.type) ? "end" : "start"}
      data-on={key || isFiltered ? "" : undefined}
      aria-label={[`Sort and filter ${name}`, ...facts].join(", ")}
      aria-haspopup="menu"
      // A press on it is no choice of the header's cell, and a second click is no wish for its width.
      onMouseDown={stop}
      onDoubleClick={stop}
      onClick={(event) => {
        event.stopPropagation();
        if (event.shiftKey) toggleSort(name, true);
        else openMenu(name, event.currentTarget);
      }}
    >
      {key?.descending === true && <ArrowDown aria-hidden="true" />}
      {key?.descending === false && <ArrowUp aria-hidden="true" />}
      {key && view.sort.length > 1 && <span aria-hidden="true">{at + 1}</span>}
      {isFiltered && <ListFilter aria-hidden="true" />}
      {!key && !isFiltered && <ChevronDown aria-hidden="true" />}
    </button>
  );
}

function stop(event: MouseEvent) {
  event.stopPropagation();
}
