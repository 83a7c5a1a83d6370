import type { BoundValue, EngineError, Outcome } from "../engine/protocol.ts";
import { applyEdits, lineColumnAt, offsetAt, type TextEdit } from "../sql/textEdits.ts";
import { placeholderName, tokenize } from "../sql/tokenize.ts";
import { boundValue } from "./boundValue.ts";

/** A SQL cell with the values for its placeholders. */
export interface BoundCell {
  sql: string;
  params: Record<string, BoundValue>;
  /** An error with its place in the cell's own text, where `sql` had casts put in. */
  locate(error: EngineError): EngineError;
}

/**
 * Finds the value of each `{{name}}` of a SQL cell among those that TypeScript cells exported, compared without case.
 * A name without a value is left to the engine to report; a value that SQL cannot take is an error at its place.
 */
export function bindExported(sql: string, exported: ReadonlyMap<string, unknown>): Outcome<BoundCell> {
  const values = new Map([...exported].map(([name, value]) => [foldName(name), value]));
  const params: Record<string, BoundValue> = {};
  const casts: TextEdit[] = [];
  for (const token of tokenize(sql)) {
    if (token.kind !== "placeholder") continue;
    const name = placeholderName(token);
    const key = foldName(name);
    if (!values.has(key)) continue;
    const { start, end } = token;
    const bound = boundValue(values.get(key));
    if (!bound.ok) {
      const message = `${name} is ${bound.what}, which cannot be a value in SQL.`;
      const hint = "Export a number, text, time or list; rows become a relation with `export default`.";
      const place = { ...lineColumnAt(sql, start), length: end - start };
      return { ok: false, error: { code: "sql", message, hint, ...place } };
    }
    params[key] = bound.value;
    if (bound.type === null) continue;
    casts.push({ start, end: start, text: "CAST(" }, { start: end, end, text: ` AS ${bound.type})` });
  }
  const edited = applyEdits(sql, casts);
  const locate = (error: EngineError): EngineError => {
    if (casts.length === 0 || error.line === undefined || error.column === undefined) return error;
    const at = offsetAt(edited.text, error.line, error.column);
    const start = edited.map(at);
    const located = { ...error, ...lineColumnAt(sql, start) };
    if (error.length === undefined) return located;
    return { ...located, length: Math.max(1, edited.map(at + error.length) - start) };
  };
  return { ok: true, value: { sql: edited.text, params, locate } };
}

// As lib/sql compares the names of placeholders.
const foldName = (name: string) => name.normalize("NFC").toLowerCase();
