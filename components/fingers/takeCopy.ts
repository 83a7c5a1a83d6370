import { withFolded } from "../../lib/notebook/sections.ts";
import { selectedCells } from "../../lib/notebookKeys/selectedCells.ts";
import { copiedText } from "../../lib/notebookPaste/copiedText.ts";
import { cellIds } from "../../lib/store/selectors.ts";
import { fillCopyEvent } from "./cellClipboard.ts";
import type { PageDeps } from "./createActionTarget.ts";

// Where copying has a meaning of its own.
const takesCopy =
  'input, textarea, select, [contenteditable="true"], [role="textbox"], [role="grid"], [role="tree"], [role="dialog"], iframe';

/** Ctrl or Cmd with C or X on a selected cell copies or cuts it, where no text is marked. Answers how to stop. */
export function takeCopy(element: HTMLElement, { store, commands, ui }: PageDeps): () => void {
  const onCopy = (event: ClipboardEvent) => {
    const { target, clipboardData, type } = event;
    const isTaken = !(target instanceof Element) || target.closest(takesCopy) !== null;
    if (isTaken || !clipboardData || !(getSelection()?.isCollapsed ?? true)) return;
    const state = store.getState();
    const { anchor, sections } = ui.getState();
    const chosen = selectedCells(cellIds(state), state.selection.cellId, anchor);
    const ids = withFolded(state.document.cells, sections, chosen);
    if (ids.length === 0) return;
    event.preventDefault();
    // What was copied is these cells: nobody else need look.
    event.stopPropagation();
    fillCopyEvent(clipboardData, copiedText(state.document.cells.filter(({ id }) => ids.includes(id))));
    if (type === "cut") ui.setState({ anchor: null });
    commands.copyCells(ids, type === "cut");
  };
  element.addEventListener("copy", onCopy);
  element.addEventListener("cut", onCopy);
  return () => {
    element.removeEventListener("copy", onCopy);
    element.removeEventListener("cut", onCopy);
  };
}
