import type { AppCommands } from "../../../lib/store/commands.ts";
import type { AppState } from "../../../lib/store/state.ts";
import type { PastedItems } from "./adding.ts";

// Where pasting has a meaning of its own.
const takesPaste =
  'input, textarea, select, [contenteditable="true"], [role="textbox"], [role="dialog"], iframe';

/**
 * Does what was meant by pasting with Ctrl or Cmd and V outside of every field. The keys V and Shift V alone always
 * paste cells, as in Jupyter; with Ctrl or Cmd, what was copied last counts: cells of this notebook, or else the
 * clipboard, whose tables and files become data.
 */
export async function takePaste(
  { target, html, text, pastedFiles }: PastedItems,
  cellsAreLast: boolean,
  { selection }: AppState,
  commands: AppCommands,
): Promise<void> {
  const isTaken = target instanceof Element && target.closest(takesPaste) !== null;
  if (isTaken || document.querySelector('[role="dialog"]')) return;
  if (cellsAreLast) return commands.pasteCells(selection.cellId);
  const ways = await commands.waysIn();
  // A spreadsheet puts a picture of its cells beside their text.
  if (text === "" && pastedFiles.length > 0) await ways.addTogether(pastedFiles);
  else await ways.addPasted({ html, text });
}
