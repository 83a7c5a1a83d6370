import { parsePinnedSchema } from "../../sandbox/pinnedSchema.ts";
import type { CompiledCell } from "../../typescript/compileCell.ts";

/** The columns of what the program makes: a row's key, what the function gave for it as text, or why it threw. */
export const programColumns = ["key", "value", "error", "kind"] as const;

export function programSchema() {
  const schema = parsePinnedSchema(programColumns.map((name) => `${name} VARCHAR`).join(", "));
  if (!schema.ok) throw new Error(schema.error.message);
  return schema.value;
}

/** How a value travels: its text, from which DuckDB makes the very value again, and its kind (lib/clean/rowFunction.ts). */
const textOf = `const $text = (value) => {
  if (value === null || value === undefined) return [null, "null"];
  switch (typeof value) {
    case "string": return [value, "text"];
    case "boolean": return [String(value), "boolean"];
    case "number": return [Object.is(value, -0) ? "-0" : String(value), Number.isSafeInteger(value) ? "integer" : "number"];
    case "bigint": {
      const fits = (bits) => BigInt.asIntN(bits, value) === value;
      return [String(value), Number.isSafeInteger(Number(value)) ? "integer" : fits(64) ? "bigint" : fits(128) && value !== -(2n ** 127n) ? "huge" : "long"];
    }
  }
  if (value instanceof DuckTime) return [String(value), value.type];
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw new RangeError("It gave a Date that is none.");
    return [String(DuckTime.from(value)), "TIMESTAMP"];
  }
  if (typeof value.then === "function") return [null, "promise"];
  throw new TypeError("It gave " + (Array.isArray(value) ? "a list" : typeof value === "object" ? "an object" : "a " + typeof value) + "; a column holds texts, numbers, booleans, bigints and Dates.");
};`;

const toldOf = `const $told = (thrown) => {
  try {
    const text = thrown instanceof Error ? thrown.name + ": " + thrown.message : "Thrown: " + String(thrown);
    return text.length > 500 ? text.slice(0, 500) + "…" : text;
  } catch {
    return "It threw what cannot be told.";
  }
};`;

/**
 * A cell for the sandbox that runs a function for each row of a query, which has the row's key under a name of its own.
 * What it makes becomes its relation, or where `asValue` is set the exported value `made`.
 */
export function rowProgram(
  { js }: { js: string },
  query: { sql: string; keyName: string; reads: readonly string[] },
  asValue: boolean,
): CompiledCell {
  const text = JSON.stringify(query.sql);
  const key = JSON.stringify(query.keyName);
  const rows = `sql(Object.assign([${text}], { raw: [${text}] })).map($row)`;
  return {
    js: `"use strict";
const $f = ${js};
${textOf}
${toldOf}
const $row = ({ [${key}]: key, ...row }) => {
  try {
    const [value, kind] = $text($f(row));
    return { key, value, error: null, kind };
  } catch (thrown) {
    return { key, value: null, error: $told(thrown), kind: "error" };
  }
};
${asValue ? `$out.values = { made: await (${rows}).toArray() };` : `$out.default = ${rows};\n$out.values = {};`}`,
    outName: "$out",
    parameters: [],
    relations: [...query.reads],
    values: [],
    packages: [],
    defines: { default: !asValue, values: asValue ? ["made"] : [] },
    locate: (line, column) => ({ line, column }),
  };
}
