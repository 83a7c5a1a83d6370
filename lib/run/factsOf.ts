import type { CellFacts } from "../dataflow/cellFacts.ts";
import { isDisabled } from "../dataflow/cellOptions.ts";
import type { Cell } from "../notebook/document.ts";
import { sqlCellFacts } from "../sql/cellFacts.ts";
import { typeScriptIfLoaded } from "../typescript/lazyTypeScript.ts";
import { knowsKind } from "./kindTools.ts";
import { exportIfLoaded } from "./lazyExport.ts";
import { inputsIfLoaded } from "./lazyInputs.ts";
import { isStepKind } from "./runnableKinds.ts";
import { stepKinds } from "./stepKinds.ts";

// Cells are replaced, never changed, so a cell's facts hold for as long as the cell does.
const known = new WeakMap<Cell, CellFacts>();

/** What a cell reads and defines, from its text alone. */
export function factsOf(cell: Cell): CellFacts {
  const before = known.get(cell);
  if (before) return before;
  // Not remembered: until the tools for its kind are there, what a cell reads is not known.
  if (!knowsKind(cell.kind))
    return { ...ownFacts(cell), reads: [], defines: cell.kind === "export" ? [] : [cell.name] };
  const facts = { ...ownFacts(cell), ...readsAndDefines(cell) };
  known.set(cell, facts);
  return facts;
}

function ownFacts(cell: Cell): Omit<CellFacts, "reads" | "defines"> {
  const { id, name, kind } = cell;
  return { id, name, kind, ...(isDisabled(cell) ? { isDisabled: true } : {}) };
}

function readsAndDefines(cell: Cell): Pick<CellFacts, "reads" | "defines" | "holdsSource"> {
  if (isStepKind(cell.kind))
    return stepKinds[cell.kind].ifLoaded()?.facts(cell) ?? { reads: [], defines: [cell.name] };
  switch (cell.kind) {
    case "sql": {
      const { reads, defines, placeholders } = sqlCellFacts(cell.source);
      return { reads: [...reads, ...placeholders], defines: [cell.name, ...defines] };
    }
    case "ts": {
      const found = typeScriptIfLoaded()?.tsCellFacts(cell.source);
      return { reads: found?.reads ?? [], defines: [cell.name, ...(found?.defines ?? [])] };
    }
    case "chart":
      return { reads: cell.options.from ? [cell.options.from] : [], defines: [cell.name] };
    case "input":
      return { reads: [], ...inputsIfLoaded()?.inputFacts(cell), defines: [cell.name] };
    case "export":
      return { reads: exportIfLoaded()?.exportReads(cell) ?? [], defines: [] };
    default:
      return { reads: [], defines: [] };
  }
}
