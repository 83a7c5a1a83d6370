import type { CellId } from "../../lib/notebook/document.ts";

/** Brings a cell into sight and gives it the keyboard, once it is drawn: it may have been made just now. */
export function focusCell(id: CellId | null): void {
  if (id === null) return;
  requestAnimationFrame(() => {
    const frame = document.querySelector<HTMLElement>(`[data-cell-id="${CSS.escape(id)}"]`);
    frame?.focus({ preventScroll: true });
    frame?.scrollIntoView({ block: "nearest" });
  });
}
