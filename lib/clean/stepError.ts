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
