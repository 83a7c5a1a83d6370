import type { CellId } from "../../lib/notebook/document.ts";
import { pasteEdit } from "../../lib/notebookPaste/pasteEdit.ts";
import type { AppCommands } from "../../lib/store/commands.ts";
import { cellById } from "../../lib/store/selectors.ts";
import type { AppState } from "../../lib/store/state.ts";

/** Puts a copy of a cell below it, under a name of its own; what was cut or copied before stays as it is. */
export function duplicateCell(
  state: AppState,
  commands: Pick<AppCommands, "edit" | "select">,
  id: CellId,
): void {
  const cell = cellById(state, id);
  if (!cell) return;
  const taken = state.sources.map(({ relation }) => relation);
  const { edit, last } = pasteEdit(state.document, [cell], id, taken);
  commands.edit([edit]);
  commands.select(last, "command");
}
