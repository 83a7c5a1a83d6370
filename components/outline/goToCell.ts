import type { CellId } from "../../lib/notebook/document.ts";
import type { PageDeps } from "../fingers/createActionTarget.ts";

/** Selects a cell, with what hides it unfolded, brings its beginning to the top and gives it the keyboard. */
export function goToCell({ commands, ui }: PageDeps, id: CellId): void {
  ui.setState({ anchor: null });
  commands.select(id, "command");
  // It may have been unfolded just now, and be drawn only then.
  requestAnimationFrame(() => {
    const frame = document.querySelector<HTMLElement>(`main [data-cell-id="${CSS.escape(id)}"]`);
    frame?.scrollIntoView({ block: "start" });
    frame?.focus({ preventScroll: true });
  });
}
