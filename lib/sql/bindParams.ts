import type { BoundValue, EngineError, Outcome } from "../engine/protocol.ts";
import { LiteralError, sqlLiteral } from "./literal.ts";
import { applyEdits, lineColumnAt, type PositionMap, type TextEdit } from "./textEdits.ts";
import { placeholderPath, tokenize } from "./tokenize.ts";

/**
 * Puts values in place of `{{name}}`, as literals; inside strings, comments and quoted names it stays text.
 * Names are compared without case. A name without a value, or a value that SQL cannot hold, is an error at its place.
 */
export function bindParams(
  sql: string,
  params: Readonly<Record<string, BoundValue>>,
): Outcome<{ sql: string; map: PositionMap }> {
  const values = new Map(Object.entries(params).map(([name, value]) => [foldName(name), value]));
  const edits: TextEdit[] = [];
  for (const token of tokenize(sql)) {
    if (token.kind !== "placeholder") continue;
    const name = placeholderPath(token);
    const value = values.get(foldName(name));
    const fail = (message: string, hint: string): { ok: false; error: EngineError } => ({
      ok: false,
      error: {
        code: "sql",
        message,
        ...lineColumnAt(sql, token.start),
        length: token.end - token.start,
        hint,
      },
    });
    if (value === undefined)
      return fail(
        `Nothing in this notebook is called ${name}.`,
        `Define ${name} in an input cell, or export it from a TypeScript cell.`,
      );
    try {
      edits.push({ start: token.start, end: token.end, text: sqlLiteral(value) });
    } catch (error) {
      if (!(error instanceof LiteralError)) throw error;
      return fail(`${name} cannot be used in SQL: ${error.message}`, `Change the cell that makes ${name}.`);
    }
  }
  const edited = applyEdits(sql, edits);
  return { ok: true, value: { sql: edited.text, map: edited.map } };
}

const foldName = (name: string) => name.normalize("NFC").toLowerCase();
