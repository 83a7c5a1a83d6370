import type { BoundValue, EngineError, Outcome } from "../engine/protocol.ts";
import type { TypedValue } from "../params/bindParam.ts";
import { applyEdits, lineColumnAt, offsetAt, type TextEdit } from "../sql/textEdits.ts";
import { placeholderPath, type Token, tokenize } from "../sql/tokenize.ts";
import { type Binding, boundValue } from "./boundValue.ts";
import { memberOf } from "./memberOf.ts";

/** A SQL cell with the values for its placeholders. */
export interface BoundCell {
  sql: string;
  params: Record<string, BoundValue>;
  /** An error with its place in the cell's own text, where `sql` had casts put in. */
  locate(error: EngineError): EngineError;
}

/**
 * Finds the value of each `{{name}}` and `{{name.member}}` of a SQL cell, compared without case: among the typed values of
 * input cells (`inputs`, by what stands in the braces), then among those that TypeScript cells exported. A name without a
 * value is left to the engine to report; a value that SQL cannot take is an error at its place.
 */
export function bindExported(
  sql: string,
  exported: ReadonlyMap<string, unknown>,
  inputs: ReadonlyMap<string, TypedValue> = new Map(),
): Outcome<BoundCell> {
  const typed = new Map([...inputs].map(([path, value]) => [foldName(path), value]));
  const values = new Map([...exported].map(([name, value]) => [foldName(name), value]));
  const params: Record<string, BoundValue> = {};
  const casts: TextEdit[] = [];
  for (const token of tokenize(sql)) {
    if (token.kind !== "placeholder") continue;
    const { start, end } = token;
    const path = placeholderPath(token);
    const key = foldName(path);
    const input = typed.get(key);
    const found = input
      ? { ok: true as const, value: { ok: true as const, ...input } }
      : lookUp(token, sql, values);
    if (!found.ok) return found;
    const bound = found.value;
    if (bound === null) continue;
    if (!bound.ok) {
      const message = `${path} is ${bound.what}, which cannot be a value in SQL.`;
      const hint =
        bound.what === "an object"
          ? membersHint(path, values.get(key))
          : "Export a number, text, time or list; rows become a relation with `export default`.";
      return failed(sql, token, message, hint);
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

/** The exported value that a placeholder means; null where nothing has its name. */
function lookUp(token: Token, sql: string, values: ReadonlyMap<string, unknown>): Outcome<Binding | null> {
  const path = placeholderPath(token);
  const [name = "", ...members] = path.split(".");
  if (!values.has(foldName(name))) return { ok: true, value: null };
  let value = values.get(foldName(name));
  let sofar = name;
  for (const member of members) {
    const found = memberOf(value, member);
    if (!found) return failed(sql, token, `${sofar} has no "${member}".`, membersHint(sofar, value));
    value = found.value;
    sofar += `.${member}`;
  }
  return { ok: true, value: boundValue(value) };
}

function membersHint(path: string, value: unknown): string {
  const names =
    typeof value === "object" && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
  const usable = names.filter((name) => /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(name)).slice(0, 5);
  if (usable.length === 0) return `Write {{${path}}}.`;
  return `Write ${usable.map((name) => `{{${path}.${name}}}`).join(" or ")}.`;
}

function failed(
  sql: string,
  { start, end }: Token,
  message: string,
  hint: string,
): { ok: false; error: EngineError } {
  const place = { ...lineColumnAt(sql, start), length: end - start };
  return { ok: false, error: { code: "sql", message, hint, ...place } };
}

// As lib/sql compares the names of placeholders.
const foldName = (name: string) => name.normalize("NFC").toLowerCase();
