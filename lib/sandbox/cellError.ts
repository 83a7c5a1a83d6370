import type { EngineError } from "../engine/protocol.ts";
import { plainText } from "./plainText.ts";
import { EngineFailure } from "./relationClient.ts";

/** A line (from 1) and column (from 1) in the body of the running cell. */
export interface BodyPosition {
  line: number;
  column: number;
}

/** Lines of the body's own before the cell's first: `"use strict"`. */
const ownLines = 1;

/** Network and the like: what the sandbox takes away, so that its absence can be explained. */
const withheld =
  /\b(fetch|XMLHttpRequest|WebSocket|EventSource|importScripts|indexedDB|caches|localStorage|Worker)\b/;

/** What a cell threw, as data, with the place in its body where that is known. */
export function cellError(thrown: unknown, fileName: string, linesBefore: number): EngineError {
  const position = positionIn(thrown, fileName, linesBefore);
  if (thrown instanceof EngineFailure) {
    const { code, message, hint } = thrown.engineError;
    return { code, message, ...(hint !== undefined && { hint }), ...position };
  }
  const message = errorText(thrown);
  const hint = hintFor(thrown, message);
  return {
    code: isOutOfMemory(thrown) ? "out-of-memory" : "sql",
    message,
    ...(hint && { hint }),
    ...position,
  };
}

/** Those of Eider itself, whose class says nothing to a reader. */
const ownErrors: ReadonlySet<string> = new Set(["NoRows", "RowsRefused"]);

/** "TypeError: x is undefined", or what was thrown where it is no Error. */
export function errorText(thrown: unknown): string {
  const text = !(thrown instanceof Error)
    ? `Thrown: ${plainText(thrown)}`
    : ownErrors.has(thrown.name)
      ? thrown.message
      : `${thrown.name}: ${thrown.message}`;
  return text.length > 10_000 ? `${text.slice(0, 10_000)}…` : text;
}

/** Where in the body it was thrown: the innermost frame of the cell's own code. */
export function positionIn(thrown: unknown, fileName: string, linesBefore: number): BodyPosition | null {
  if (!(thrown instanceof Error) || typeof thrown.stack !== "string") return null;
  for (const frame of thrown.stack.split("\n")) {
    const at = frame.indexOf(`${fileName}:`);
    if (at === -1) continue;
    const found = /^:(\d+):(\d+)/.exec(frame.slice(at + fileName.length));
    if (!found) continue;
    const line = Number(found[1]) - linesBefore - ownLines;
    if (line >= 1) return { line, column: Number(found[2]) };
  }
  return null;
}

/** How many lines the engine puts before a function's body: measured, not known. */
export function measureLinesBefore(): number {
  const fileName = "eider-probe.ts";
  try {
    new Function(`\nthrow new Error("probe")\n//# sourceURL=${fileName}`)();
  } catch (thrown) {
    const found = thrown instanceof Error && new RegExp(`${fileName}:(\\d+)`).exec(thrown.stack ?? "");
    if (found) return Number(found[1]) - 2;
  }
  return 2;
}

function hintFor(thrown: unknown, message: string): string | null {
  if (!(thrown instanceof ReferenceError) && !(thrown instanceof TypeError)) return null;
  const name = withheld.exec(message)?.[1];
  if (name) return 'Cells have no network and no storage. Add data with "Add data" and read it by its name.';
  return thrown instanceof ReferenceError
    ? "A cell sees relations and values of other cells by their names."
    : null;
}

function isOutOfMemory(thrown: unknown): boolean {
  return (
    thrown instanceof RangeError &&
    /(allocation failed|invalid (array|string) length|out of memory)/i.test(thrown.message)
  );
}
