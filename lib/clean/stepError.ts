import type { EngineError } from "../engine/protocol.ts";
import type { Place } from "./yamlTree.ts";

/** Thrown inside for a step that cannot be read or compiled, and answered as a value. */
export class StepError extends Error {
  override name = "StepError";
  constructor(
    message: string,
    /** Where in the recipe; null where it is about the whole, or the step that is being read says so. */
    readonly place: Place | null,
    readonly hint: string,
  ) {
    super(message);
  }
}

/** The failure at its line and column of the recipe's text. */
export function errorAt(error: StepError, source: string): EngineError {
  const { message, hint, place } = error;
  return { code: "sql", message, hint, ...(place ? positionOf(place, source) : {}) };
}

/** Line and column, from 1, and how many characters to underline: never past the line's end. */
export function positionOf(place: Place, source: string): { line: number; column: number; length: number } {
  const start = Math.min(place.start, source.length);
  const before = source.slice(0, start).split("\n");
  const lineEnd = source.indexOf("\n", start);
  const end = Math.min(place.end, lineEnd < 0 ? source.length : lineEnd);
  const written = source.slice(start, end).trimEnd();
  return {
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    length: Math.max(1, written.length),
  };
}

/** Where an error in code stands that a recipe holds, going by its line and column there. Escapes in quotes are not counted. */
export function codePositionOf(
  place: Place,
  source: string,
  { line, column = 1, length = 1 }: Pick<EngineError, "line" | "column" | "length">,
): { line: number; column: number; length: number } {
  if (line === undefined) return positionOf(place, source);
  const start = positionOf(place, source);
  const first = source[place.start] ?? "";
  if (!"|>".includes(first)) {
    const quote = `"'`.includes(first) ? 1 : 0;
    if (line === 1) return { line: start.line, column: start.column + quote + column - 1, length };
    const indent = /^\s*/.exec(source.split("\n")[start.line + line - 2] ?? "")?.[0].length ?? 0;
    return { line: start.line + line - 1, column: indent + column, length };
  }
  // A block begins on the line behind its mark, and its first line says how far all are indented.
  const lines = source.split("\n");
  const block = lines.slice(start.line).find((one) => one.trim() !== "") ?? "";
  const indent = /^ */.exec(block)?.[0].length ?? 0;
  const at = Math.min(start.line + line, lines.length);
  return { line: at, column: indent + column, length };
}
