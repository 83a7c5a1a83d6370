import { newCellId, uniqueCellName } from "../../lib/notebook/cellNames.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import type { AppStore } from "../../lib/store/appStore.ts";
import type { AppCommands } from "../../lib/store/commands.ts";
import { showFace } from "../cell-kinds/faces.ts";

/** Puts a cell that groups a cell's rows below it, with its builder, and runs it: one step of undo. */
export function insertGroup(
  { store, commands }: { store: AppStore; commands: AppCommands },
  cell: Cell,
): void {
  const { document, sources, notebookId } = store.getState();
  const taken = sources.map(({ relation }) => relation);
  const name = uniqueCellName(document, `${cell.name}_grouped`, taken);
  const made: Cell = {
    id: newCellId(),
    kind: "events",
    name,
    source: "group:",
    options: { from: cell.name },
    layout: null,
  };
  const index = document.cells.findIndex(({ id }) => id === cell.id) + 1;
  showFace(notebookId, name, { builder: true, spec: false });
  commands.edit([{ type: "insert", index, cells: [made] }]);
  commands.select(made.id, "command");
  void commands.run(made.id);
}
