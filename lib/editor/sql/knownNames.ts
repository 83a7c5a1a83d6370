import type { Column } from "../../engine/protocol.ts";
import type { Cell, CellId } from "../../notebook/document.ts";
import { factsOf } from "../../run/factsOf.ts";
import { viewOf } from "../../store/appStore.ts";
import type { AppState } from "../../store/state.ts";
import type { KnownParameter, KnownRelation, Maker, SqlKnowledge } from "./known.ts";

/** Kinds of cells whose name is a relation once they have run. */
const makesRelation = /^(sql|ts|clean|match|events|compare)$/;

/**
 * The relations and values that a cell can read: those of sources, of cells that have run, and of cells that have not.
 * `expected` tells what the columns of a cell will be, where that was found out.
 */
export function knownNames(
  state: AppState,
  cellId: CellId | null,
  expected: (cell: Cell) => readonly Column[] | null,
): Pick<SqlKnowledge, "relations" | "parameters"> {
  const relations: KnownRelation[] = state.sources.map(({ relation, columns, file, receipt }) => ({
    name: relation,
    columns,
    rowCount: receipt && receipt.error === null && !receipt.uncounted ? receipt.loaded : null,
    maker: { kind: "source", relation, file },
  }));
  const parameters: KnownParameter[] = [];
  for (const cell of state.document.cells) {
    if (cell.id === cellId || cell.name === "") continue;
    const maker: Maker = { kind: "cell", cellId: cell.id, label: cell.name };
    if (cell.kind === "input") parameters.push({ name: cell.name, maker });
    if (!makesRelation.test(cell.kind)) continue;
    relations.push(relationOf(state, cell, maker, expected));
    const others = factsOf(cell).defines.filter((name) => name !== cell.name);
    if (cell.kind === "ts") parameters.push(...others.map((name) => ({ name, maker })));
    else relations.push(...others.map((name): KnownRelation => ({ name, columns: [], maker })));
  }
  return { relations, parameters };
}

function relationOf(
  state: AppState,
  cell: Cell,
  maker: Maker,
  expected: (cell: Cell) => readonly Column[] | null,
): KnownRelation {
  const { name } = cell;
  const made = state.relations.find((relation) => relation.cellId === cell.id);
  const isDone = viewOf(state, cell.id).run.status === "done";
  if (made && isDone) return { name, columns: made.columns, rowCount: made.rowCount, maker };
  const columns = expected(cell);
  if (columns) return { name, columns, maker, isExpected: true };
  // What an older text gave is likelier than nothing.
  return made
    ? { name, columns: made.columns, rowCount: made.rowCount, maker }
    : { name, columns: [], maker };
}
