import { relationKey } from "../dataflow/relationKey.ts";
import type { DocumentCommand } from "../notebook/commands.ts";
import type { Cell } from "../notebook/document.ts";
import { renameRelation } from "../sql/renameRelation.ts";
import { applyEdits } from "../sql/textEdits.ts";
import { typeScriptIfLoaded } from "../typescript/lazyTypeScript.ts";
import { exportIfLoaded } from "./lazyExport.ts";
import { isStepKind } from "./runnableKinds.ts";
import { type StepKind, stepKinds } from "./stepKinds.ts";

/** Edits that let a cell read a relation or value under its new name: none where it does not read it. Or why not. */
export type CellRenaming = { ok: true; commands: DocumentCommand[] } | { ok: false; why: string };

export function renameInCell(cell: Cell, from: string, to: string): CellRenaming {
  if (isStepKind(cell.kind))
    return { ok: true, commands: renamedSteps(cell, stepKinds[cell.kind].ifLoaded(), from, to) };
  const commands: DocumentCommand[] = [];
  // Charts say in this option what they draw.
  if (relationKey(cell.options.from ?? "") === relationKey(from))
    commands.push({ type: "setOption", id: cell.id, key: "from", value: to });
  const found = renamedText(cell, from, to);
  if (!found.ok) return found;
  if (found.edits.length > 0) {
    const { text } = applyEdits(cell.source, found.edits);
    commands.push({ type: "setSource", id: cell.id, source: text });
  }
  return { ok: true, commands };
}

function renamedSteps(cell: Cell, kind: StepKind | null, from: string, to: string): DocumentCommand[] {
  const renamed = kind?.rename(cell, from, to) ?? cell;
  const options = Object.entries(renamed.options).filter(([key, value]) => cell.options[key] !== value);
  return [
    ...options.map(([key, value]) => ({ type: "setOption", id: cell.id, key, value }) as const),
    ...(renamed.source === cell.source
      ? []
      : [{ type: "setSource", id: cell.id, source: renamed.source } as const]),
  ];
}

function renamedText(cell: Cell, from: string, to: string): ReturnType<typeof renameRelation> {
  switch (cell.kind) {
    case "sql":
      return renameRelation(cell.source, from, to);
    case "ts":
      return typeScriptIfLoaded()?.renameFree(cell.source, from, to) ?? { ok: true, edits: [] };
    case "export":
      return { ok: true, edits: exportIfLoaded()?.renamedAlso(cell.source, from, to) ?? [] };
    default:
      return { ok: true, edits: [] };
  }
}
