import type { CellId } from "../../lib/notebook/document.ts";
import type { AppCommands } from "../../lib/store/commands.ts";
import { cellById } from "../../lib/store/selectors.ts";
import type { AppState } from "../../lib/store/state.ts";

/** Puts a copy of a cell below it, under a name of its own; what was cut or copied before stays as it is. */
export function duplicateCell(
  state: AppState,
  commands: Pick<AppCommands, "insertCell" | "setSource" | "setOption" | "select">,
  id: CellId,
): void {
  const cell = cellById(state, id);
  if (!cell) return;
  const copy = commands.insertCell(cell.kind, { after: id });
  commands.setSource(copy, cell.source);
  for (const [key, value] of Object.entries(cell.options)) commands.setOption(copy, key, value);
  commands.select(copy, "command");
}
