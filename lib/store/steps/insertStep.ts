import { newCellId, uniqueCellName } from "../../notebook/cellNames.ts";
import type { Cell, CellId } from "../../notebook/document.ts";
import { isRelationName } from "../../notebook/relationName.ts";
import type { AppCommands } from "../commands.ts";
import type { AppState } from "../state.ts";

/** Puts a SQL cell below another (or at the end) as one step of undo, selects it, and answers its id. */
export function insertStep(
  { document, sources }: Pick<AppState, "document" | "sources">,
  commands: Pick<AppCommands, "edit" | "select">,
  step: { after: CellId | null; sql: string; name: string },
): CellId {
  const { after, sql, name } = step;
  const taken = sources.map(({ relation }) => relation);
  const cell: Cell = {
    id: newCellId(),
    kind: "sql",
    name: uniqueCellName(document, isRelationName(name) ? name : "cell", taken),
    source: sql,
    options: {},
    layout: null,
  };
  const at = document.cells.findIndex(({ id }) => id === after);
  commands.edit([{ type: "insert", index: at < 0 ? document.cells.length : at + 1, cells: [cell] }]);
  commands.select(cell.id, "command");
  return cell.id;
}
