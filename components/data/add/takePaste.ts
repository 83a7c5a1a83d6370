import { cellsOfText } from "../../../lib/notebookPaste/cellsOfText.ts";
import { isCopiedHtml } from "../../../lib/notebookPaste/copiedText.ts";
import { pasteEdit } from "../../../lib/notebookPaste/pasteEdit.ts";
import type { AppCommands } from "../../../lib/store/commands.ts";
import type { AppState } from "../../../lib/store/state.ts";
import type { PastedItems } from "./adding.ts";

// Where pasting has a meaning of its own.
const takesPaste =
  'input, textarea, select, [contenteditable="true"], [role="textbox"], [role="dialog"], iframe';

/**
 * Does what was meant by pasting with Ctrl or Cmd and V outside of every field. The keys V and Shift V alone always
 * paste cells, as in Jupyter; with Ctrl or Cmd, what was copied last counts: cells of this notebook, or else the
 * clipboard: cells that another tab copied, and Markdown with fences of code, become cells, tables and files data.
 */
export async function takePaste(
  { target, html, text, pastedFiles }: PastedItems,
  cellsAreLast: boolean,
  { selection, document: notebook, sources }: AppState,
  commands: AppCommands,
): Promise<void> {
  const isTaken = target instanceof Element && target.closest(takesPaste) !== null;
  if (isTaken || document.querySelector('[role="dialog"]')) return;
  if (cellsAreLast) return commands.pasteCells(selection.cellId);
  const cells = pastedFiles.length === 0 ? cellsOfText(text, isCopiedHtml(html)) : null;
  if (cells) {
    const taken = sources.map(({ relation }) => relation);
    const { edit, last } = pasteEdit(notebook, cells, selection.cellId, taken);
    commands.edit([edit]);
    return commands.select(last, "command");
  }
  const ways = await commands.waysIn();
  // A spreadsheet puts a picture of its cells beside their text.
  if (text === "" && pastedFiles.length > 0) await ways.addTogether(pastedFiles);
  else await ways.addPasted({ html, text });
}
