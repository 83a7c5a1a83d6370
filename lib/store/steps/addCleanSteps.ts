import { newCellId, uniqueCellName } from "../../notebook/cellNames.ts";
import type { Cell, CellId } from "../../notebook/document.ts";
import { isRelationName } from "../../notebook/relationName.ts";
import { withSteps } from "../../repair/withSteps.ts";
import type { AppCommands } from "../commands.ts";
import type { AppState } from "../state.ts";

/**
 * Adds steps to the `clean` cell that makes a relation or reads it, or makes one below the cell that they are about, as one
 * step of undo; selects it and answers its id.
 */
export function addCleanSteps(
  { document, sources }: Pick<AppState, "document" | "sources">,
  commands: Pick<AppCommands, "edit" | "select">,
  {
    relation,
    after,
    steps,
  }: { relation: string; after: CellId | null; steps: readonly Readonly<Record<string, unknown>>[] },
): CellId {
  const there = makerOf(document.cells, relation, after) ?? cleanCellOf(document.cells, relation);
  if (there) {
    commands.edit([{ type: "setSource", id: there.id, source: withSteps(there.source, steps) }]);
    commands.select(there.id, "command");
    return there.id;
  }
  const name = isRelationName(`${relation}_clean`) ? `${relation}_clean` : "cell";
  const cell: Cell = {
    id: newCellId(),
    kind: "clean",
    name: uniqueCellName(
      document,
      name,
      sources.map((source) => source.relation),
    ),
    source: withSteps("", steps),
    options: { from: relation },
    layout: null,
  };
  const at = document.cells.findIndex(({ id }) => id === after);
  commands.edit([{ type: "insert", index: at < 0 ? document.cells.length : at + 1, cells: [cell] }]);
  commands.select(cell.id, "command");
  return cell.id;
}

/** The `clean` cell whose own rows are to be cleaned further. */
function makerOf(cells: readonly Cell[], relation: string, after: CellId | null): Cell | undefined {
  return cells.find(({ id, kind, name }) => id === after && kind === "clean" && name === relation);
}

/** The first `clean` cell that reads a relation. */
export function cleanCellOf(cells: readonly Cell[], relation: string): Cell | undefined {
  return cells.find(
    ({ kind, options }) => kind === "clean" && options.from?.toLowerCase() === relation.toLowerCase(),
  );
}
