import { relationKey } from "../dataflow/relationKey.ts";
import type { DocumentCommand } from "../notebook/commands.ts";
import type { Cell } from "../notebook/document.ts";
import { renameRelation } from "../sql/renameRelation.ts";
import { applyEdits } from "../sql/textEdits.ts";
import { typeScriptIfLoaded } from "../typescript/lazyTypeScript.ts";

/** Edits that let a cell read a relation or value under its new name: none where it does not read it. Or why not. */
export type CellRenaming = { ok: true; commands: DocumentCommand[] } | { ok: false; why: string };

export function renameInCell(cell: Cell, from: string, to: string): CellRenaming {
  const commands: DocumentCommand[] = [];
  // Charts, cleaning and what else is made of one relation say so in this option.
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

function renamedText(cell: Cell, from: string, to: string): ReturnType<typeof renameRelation> {
  switch (cell.kind) {
    case "sql":
      return renameRelation(cell.source, from, to);
    case "ts":
      return typeScriptIfLoaded()?.renameFree(cell.source, from, to) ?? { ok: true, edits: [] };
    default:
      return { ok: true, edits: [] };
  }
}
