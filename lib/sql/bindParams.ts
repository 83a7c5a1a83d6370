import type { BoundValue, EngineError } from "../engine/protocol.ts";
import { sqlLiteral } from "./literal.ts";
import { applyTextEdits, type EditedText, lineAndColumn, type TextEdit } from "./textEdits.ts";
import { placeholderName, tokenize } from "./tokenize.ts";

/**
 * Puts values in the place of `{{name}}`, each as a typed literal that SQL reads as one value whatever it holds.
 * Inside strings and comments `{{…}}` stays text. A name without a value is an error with its place.
 */
export function bindParams(
  sql: string,
  params: Readonly<Record<string, BoundValue>>,
): { ok: true; value: EditedText } | { ok: false; error: EngineError } {
  const edits: TextEdit[] = [];
  for (const token of tokenize(sql)) {
    if (token.kind !== "placeholder") continue;
    const name = placeholderName(token);
    const place = { ...lineAndColumn(sql, token.start), length: token.end - token.start };
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (value === undefined) {
      const message = `There is no value "${name}" to put in the place of {{${name}}}.`;
      const hint = `Export it from a TypeScript cell: export const ${name} = …`;
      return { ok: false, error: { code: "sql", message, hint, ...place } };
    }
    try {
      edits.push({ start: token.start, end: token.end, text: sqlLiteral(value) });
    } catch (thrown) {
      const message = `The value "${name}" cannot stand in SQL: ${thrown instanceof Error ? thrown.message : thrown}`;
      return { ok: false, error: { code: "sql", message, ...place } };
    }
  }
  return { ok: true, value: applyTextEdits(sql, edits) };
}
