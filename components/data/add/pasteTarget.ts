import type { StoreApi } from "zustand/vanilla";
import type { Pasted } from "../../../lib/ingest/clipboard/pastedTable.ts";
import type { AppCommands } from "../../../lib/store/commands.ts";
import type { AppState } from "../../../lib/store/state.ts";

// Where pasting has a meaning of its own.
const takesPaste =
  'input, textarea, select, [contenteditable="true"], [role="textbox"], [role="dialog"], iframe';

/**
 * Takes what is pasted with Ctrl or Cmd and V outside of every field. The keys V and Shift V alone always paste cells,
 * as in Jupyter. With Ctrl or Cmd, what was copied last counts: cells that were copied in this notebook, as long as
 * nothing was copied as text here and the window was not left since (what happens to the clipboard elsewhere is not
 * to be seen); otherwise the clipboard, whose files and tables become data.
 */
export function listenForPaste(store: StoreApi<AppState>, commands: AppCommands): () => void {
  let cellsAreLast = false;
  let cells = store.getState().copiedCells;
  const stopWatching = store.subscribe(({ copiedCells }) => {
    if (copiedCells !== cells) cellsAreLast = true;
    cells = copiedCells;
  });
  const onOther = () => {
    cellsAreLast = false;
  };
  const onPaste = (event: ClipboardEvent) => {
    const { clipboardData: data, target, defaultPrevented } = event;
    const isTaken = target instanceof Element && target.closest(takesPaste) !== null;
    if (!data || defaultPrevented || isTaken || document.querySelector('[role="dialog"]')) return;
    event.preventDefault();
    if (cellsAreLast) return commands.pasteCells(store.getState().selection.cellId);
    const files = [...data.files];
    const pasted = { html: data.getData("text/html"), text: data.getData("text/plain") };
    void addClipboard(commands, files, pasted);
  };
  const others = ["copy", "cut"] as const;
  for (const type of others) document.addEventListener(type, onOther);
  window.addEventListener("blur", onOther);
  document.addEventListener("paste", onPaste);
  return () => {
    stopWatching();
    for (const type of others) document.removeEventListener(type, onOther);
    window.removeEventListener("blur", onOther);
    document.removeEventListener("paste", onPaste);
  };
}

async function addClipboard(commands: AppCommands, files: readonly File[], pasted: Pasted): Promise<void> {
  const ways = await commands.waysIn();
  // A spreadsheet puts a picture of its cells beside their text.
  if (pasted.text === "" && files.length > 0) await ways.addTogether(files);
  else await ways.addPasted(pasted);
}
