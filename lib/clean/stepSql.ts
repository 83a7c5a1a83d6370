import type { Column } from "../engine/protocol.ts";
import { bareName } from "../sql/bareName.ts";
import { significant, tokenize } from "../sql/tokenize.ts";
import type { Written } from "./fields.ts";
import type { StepSql } from "./stepDefinition.ts";
import { StepError } from "./stepError.ts";
import type { StepInput } from "./stepInput.ts";

/** A column with what takes its place; the type is the column's where none is said, and null where only the engine knows. */
export interface Replacement {
  column: Column;
  after: string;
  type?: string | null;
}

/** Puts expressions in the place of columns; all others and the order stay. */
export function replacing(input: StepInput, replacements: readonly Replacement[], tail = ""): StepSql {
  const types = new Map(
    replacements.map(({ column, type }) => [column, type === undefined ? column.type : type]),
  );
  const lines = replacements.map(({ column, after }) => indent(`${after} as ${bareName(column.name)}`));
  return {
    select: `select * replace (\n${lines.join(",\n")}\n)\nfrom ${input.from}${tail}`,
    columns: [...types.values()].includes(null)
      ? null
      : input.columns.map((column) => ({ name: column.name, type: types.get(column) ?? column.type })),
    cells: replacements.map(({ column }) => column.name),
  };
}

/** Adds columns behind the others, and leaves some out. */
export function adding(
  input: StepInput,
  added: readonly { name: string; sql: string; type: string | null }[],
  without: readonly Column[] = [],
): StepSql {
  const star =
    without.length === 0 ? "*" : `* exclude (${without.map(({ name }) => bareName(name)).join(", ")})`;
  const lines = added.map(({ name, sql }) => indent(`${sql} as ${bareName(name)}`));
  const types = added.map(({ name, type }) => (type === null ? null : { name, type }));
  const known = types.filter((column) => column !== null);
  return {
    select: `select ${[star, ...lines.map((line) => `\n${line}`)].join(",")}\nfrom ${input.from}`,
    columns:
      known.length < types.length
        ? null
        : [...input.columns.filter((column) => !without.includes(column)), ...known],
  };
}

/** Every line two spaces further in; strings that span lines would change, so those with one stay as they are. */
export function indent(sql: string, by = "  "): string {
  const [first = "", ...rest] = sql.split("\n");
  if (rest.length === 0 || hasLongToken(sql)) return by + sql;
  return [first, ...rest].map((line) => (line === "" ? line : by + line)).join("\n");
}

function hasLongToken(sql: string): boolean {
  return tokenize(sql).some(({ kind, text }) => kind !== "space" && text.includes("\n"));
}

const closes: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/**
 * An expression that somebody wrote, to be placed where one may stand. Throws StepError where it could end what stands
 * around it; all else is the engine's to judge. `{{name}}` stays as it is: whoever runs the SQL binds the values.
 */
export function expressionSql({ value, place }: Written): string {
  const tokens = significant(tokenize(value));
  const open: string[] = [];
  for (const { kind, text, closed } of tokens) {
    if (!closed)
      throw new StepError(`${text.slice(0, 20)} never ends.`, place, "Close the quotes or the comment.");
    if (kind !== "punctuation") continue;
    if (text === ";") throw new StepError("An expression has no semicolon.", place, "Leave the ; out.");
    if ("([{".includes(text)) open.push(text);
    else if (closes[text] && open.pop() !== closes[text]) throw unbalanced(place);
  }
  if (tokens.length === 0)
    throw new StepError("The expression is empty.", place, "Write SQL, such as price > 0.");
  if (open.length > 0) throw unbalanced(place);
  const trimmed = value.trim();
  // A remark at its end would swallow what follows.
  return /--[^\n]*$/.test(trimmed) ? `${trimmed}\n` : trimmed;
}

function unbalanced(place: Written["place"]): StepError {
  return new StepError(
    "The brackets of the expression do not match.",
    place,
    "Close each bracket that is opened. Within { }, an expression with a comma stands in quotes.",
  );
}
