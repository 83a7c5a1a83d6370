import { grammarFunctions } from "./grammarFunctions.ts";
import { sqlFunctions } from "./sqlFunctions.ts";

/** What a SQL function gives: one value a row, one a group, or a relation. */
export type FunctionKind = "scalar" | "aggregate" | "table" | "macro";

/** One way to call a function. Types are DuckDB's names; "" where any will do or none is told. */
export interface Signature {
  parameters: { name: string; type: string }[];
  /** The type of any further arguments; null where it takes none. */
  varargs: string | null;
  returns: string | null;
}

export interface SqlFunction {
  name: string;
  kind: FunctionKind;
  signatures: Signature[];
  description: string;
  examples: string[];
}

/** The functions by name, lower case. */
export type FunctionCatalogue = ReadonlyMap<string, SqlFunction>;

/** Names alone, for as long as the engine has not told more. */
export const namesOnly: FunctionCatalogue = new Map(
  sqlFunctions.map(({ name, kind }) => [name, { name, kind, signatures: [], description: "", examples: [] }]),
);

/** Between the elements of a list in an answer to functionsSql: nothing that a description holds. */
const mark = "\u001f";

const listed = (column: string) =>
  `array_to_string(list_transform(${column}, lambda x: coalesce(x::VARCHAR, '')), chr(31))`;

/**
 * Asks the engine for its functions, as columns of text for readCatalogue. Operators and what serves its insides are left
 * out, and so are descriptions of macros: they are somebody's text, and descriptions are read as Markdown.
 */
export const functionsSql = `select function_name, function_type, schema_name,
  ${listed("parameters")} as parameters, ${listed("parameter_types")} as types,
  varargs, return_type, case when internal then description end as description, ${listed("examples")} as examples
from duckdb_functions()
where regexp_full_match(function_name, '[a-z][a-z0-9_]*') and not starts_with(function_name, 'eider_')
  and function_type != 'pragma'
order by function_name, schema_name = 'main', len(parameters)`;

/** The catalogue from the rows of functionsSql, in its column order. */
export function readCatalogue(rows: readonly (readonly (string | null)[])[]): FunctionCatalogue {
  const all = new Map<string, SqlFunction>();
  for (const row of rows) {
    const [name, type, schema, parameters, types, varargs, returns, description, examples] = row;
    if (!name) continue;
    const known = all.get(name);
    // Macros of our own that stand before functions of the engine take what those take.
    if (known && schema === "main" && known.kind !== "macro") continue;
    const entry = known ?? { name, kind: kindOf(type ?? ""), signatures: [], description: "", examples: [] };
    all.set(name, entry);
    entry.description ||= description ?? "";
    if (entry.examples.length === 0) entry.examples = split(examples);
    const typeNames = split(types);
    const names = split(parameters);
    const count = Math.max(typeNames.length, names.length);
    entry.signatures.push({
      parameters: Array.from({ length: count }, (_, i) => ({
        name: names[i] || `arg${i + 1}`,
        type: typeNames[i] ?? "",
      })),
      varargs: varargs ?? null,
      returns: returns ?? null,
    });
  }
  for (const [call, kind, returns, description] of grammarFunctions) {
    const [name = "", rest = ""] = call.split(/[()]/);
    const names = rest.split(", ").filter((parameter) => parameter !== "" && parameter !== "…");
    const parameters = names.map((parameter) => ({ name: parameter, type: "" }));
    const varargs = rest.endsWith("…") ? "ANY" : null;
    const signatures = [{ parameters, varargs, returns: returns === "" ? null : returns }];
    if (!all.has(name)) all.set(name, { name, kind, signatures, description, examples: [] });
  }
  return all;
}

/** A call in one line: `date_trunc(part VARCHAR, timestamp DATE) → TIMESTAMP`. */
export function signatureText(name: string, signature: Signature): string {
  const back = signature.returns ? ` → ${signature.returns}` : "";
  return `${name}(${parameterTexts(signature).join(", ")})${back}`;
}

/** The parameters as they stand in signatureText. */
export function parameterTexts({ parameters, varargs }: Signature): string[] {
  const own = parameters.map(({ name, type }) => (type === "" ? name : `${name} ${type}`));
  return varargs === null ? own : [...own, `… ${varargs}`];
}

function kindOf(type: string): FunctionKind {
  if (type === "scalar" || type === "aggregate" || type === "table") return type;
  return type === "table_macro" ? "table" : "macro";
}

function split(text: string | null | undefined): string[] {
  return text ? text.split(mark) : [];
}
