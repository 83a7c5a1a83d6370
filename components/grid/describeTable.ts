import type { Column } from "../../lib/engine/protocol.ts";

/** What hightable writes into the page for assistive technology and cannot be told: done on its elements. */
export interface TableWords {
  label: string;
  columns: readonly Column[];
  /** The column, counted from 0, at the leftmost place. */
  first: number;
  /** Not all columns stand on screen, so that places and columns are counted differently. */
  windowed: boolean;
}

/**
 * Names the table and its column headers, and counts columns of the result instead of places on screen.
 * `within` limits the work to elements that are new.
 */
export function describeTable(within: Element, words: TableWords): void {
  for (const table of matching(within, '[role="grid"]')) {
    table.setAttribute("aria-label", words.label);
    table.setAttribute("aria-colcount", String(words.columns.length + 1));
    // Every grid of the page would otherwise have the same id.
    table.querySelector("caption")?.removeAttribute("id");
    // The corner is no checkbox here: rows are not selected.
    table.querySelector("thead td")?.removeAttribute("aria-checked");
    // The table takes the keys, not the frame that it scrolls in, whose keys the notebook would take for its own.
    table.setAttribute("tabindex", "0");
    const scroller = table.closest('[role="group"]');
    scroller?.setAttribute("tabindex", "-1");
    scroller?.removeAttribute("aria-labelledby");
    scroller?.setAttribute("aria-label", `Rows of ${words.label}`);
  }
  for (const header of matching(within, '[role="columnheader"]')) {
    const column = words.columns[words.first + placeOf(header)];
    if (!column) continue;
    header.setAttribute("aria-label", column.name);
    header.setAttribute("title", `${column.name} · ${column.type}`);
    header.removeAttribute("aria-description");
    const resizer = header.querySelector('[role="spinbutton"]');
    resizer?.setAttribute("aria-label", `Width of ${column.name}`);
    resizer?.removeAttribute("aria-orientation");
  }
  if (!words.windowed) return;
  for (const cell of matching(within, '[role="cell"], [role="columnheader"]')) {
    cell.setAttribute("aria-colindex", String(words.first + placeOf(cell) + 2));
  }
}

/** Where a cell stands in its row on screen, not counting the row number, which is at -1. */
export function placeOf(cell: Element): number {
  return cell instanceof HTMLTableCellElement ? cell.cellIndex - 1 : -1;
}

function matching(within: Element, selector: string): Element[] {
  const found = [...within.querySelectorAll(selector)];
  return within.matches(selector) ? [within, ...found] : found;
}
