import type { EngineError } from "../engine/protocol.ts";
import type { CellOutline } from "./cellOutline.ts";
import { sandboxGlobals } from "./sandboxGlobals.ts";

/** A place in a cell's text that a run would refuse; line and column from 1. */
export interface Refusal {
  line: number;
  column: number;
  length: number;
  message: string;
  hint?: string;
}

/**
 * What keeps a cell from running although TypeScript's compiler may take it. An error of mere syntax is left to the
 * compiler, which words and places it in its own way: those that cells alone refuse come with a hint.
 */
export function refusals(
  cell: { name: string; source: string },
  read: { outline: CellOutline | null; error: EngineError | null },
): Refusal[] {
  const { outline, error } = read;
  if (error?.hint !== undefined) {
    const { line = 1, column = 1, message, hint } = error;
    return [{ line, column, length: error.length ?? wordLength(cell.source, line, column), message, hint }];
  }
  const key = cell.name.toLowerCase();
  // A global of that name stays what it is in the cell itself.
  const own = outline?.names.find((name) => name.toLowerCase() === key && !sandboxGlobals.has(name));
  if (own === undefined) return [];
  const at = placeOfWord(cell.source, own);
  return [
    {
      ...at,
      length: own.length,
      message: `This cell reads itself: "${own}" is the relation that it makes.`,
      hint: "Rename the cell, or read the relation that it is made from.",
    },
  ];
}

function wordLength(source: string, line: number, column: number): number {
  const rest = (source.split("\n")[line - 1] ?? "").slice(column - 1);
  return Math.max(1, /^[\p{ID_Continue}$@.]+/u.exec(rest)?.[0].length ?? 1);
}

function placeOfWord(source: string, word: string): { line: number; column: number } {
  const escaped = word.replaceAll("$", "\\$");
  const at = source.search(new RegExp(`(?<![\\p{ID_Continue}$.])${escaped}(?![\\p{ID_Continue}$])`, "u"));
  const before = source.slice(0, Math.max(0, at)).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
