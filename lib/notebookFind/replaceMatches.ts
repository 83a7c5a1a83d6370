import { checkCellName } from "../notebook/cellNames.ts";
import { applyCommand, type DocumentCommand } from "../notebook/commands.ts";
import type { CellId, NotebookDocument } from "../notebook/document.ts";
import type { Match } from "./findMatches.ts";

export interface Replacing {
  /** To be applied together, as one step of undo. */
  readonly edits: readonly DocumentCommand[];
  /** How many places they change. */
  readonly replaced: number;
  /** Why some places stay as they are, one sentence each. */
  readonly refusals: readonly string[];
}

/** Edits that put each match's replacement in its place. `isFixed` tells cells whose text is not to be edited. */
export function replaceMatches(
  document: NotebookDocument,
  matches: readonly Match[],
  isFixed: (id: CellId) => boolean,
  /** Names of relations that are not the document's own. */
  alsoTaken: readonly string[],
): Replacing {
  const edits: DocumentCommand[] = [];
  const refusals: string[] = [];
  let replaced = 0;
  let fixed = 0;
  // Names are checked against each other as they will be.
  let after = document;
  for (const [key, group] of grouped(matches)) {
    const cell = document.cells.find(({ id }) => id === key.id);
    if (!cell) continue;
    if (isFixed(cell.id)) {
      fixed += group.length;
      continue;
    }
    const text = withReplacements(key.part === "name" ? cell.name : cell.source, group);
    const problem = key.part === "name" ? checkCellName(after, cell.id, text, alsoTaken) : null;
    if (problem !== null) {
      refusals.push(`"${cell.name}" keeps its name: ${problem}`);
      continue;
    }
    const edit: DocumentCommand =
      key.part === "name"
        ? { type: "setName", id: cell.id, name: text }
        : { type: "setSource", id: cell.id, source: text };
    after = applyCommand(after, edit).document;
    edits.push(edit);
    replaced += group.length;
  }
  if (fixed > 0)
    refusals.push(`${fixed} ${fixed === 1 ? "place is" : "places are"} in cells that are kept as they are.`);
  return { edits, replaced, refusals };
}

/** A text with every match in it replaced; matches are in their order and do not overlap. */
function withReplacements(text: string, matches: readonly Match[]): string {
  let at = 0;
  let made = "";
  for (const { start, end, replacement } of matches) {
    made += text.slice(at, start) + replacement;
    at = end;
  }
  return made + text.slice(at);
}

function grouped(matches: readonly Match[]): Map<Pick<Match, "id" | "part">, Match[]> {
  const groups = new Map<string, { key: Pick<Match, "id" | "part">; found: Match[] }>();
  for (const match of matches) {
    const name = `${match.part} ${match.id}`;
    const group = groups.get(name);
    if (group) group.found.push(match);
    else groups.set(name, { key: match, found: [match] });
  }
  return new Map([...groups.values()].map(({ key, found }) => [key, found]));
}
