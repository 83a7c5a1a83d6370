import type { Column } from "../engine/protocol.ts";
import { bareName } from "../sql/bareName.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import { columnFamily } from "./columnFamily.ts";
import type { TextRow } from "./stepInput.ts";

/** A function of TypeScript that is to be run once for each different row of a query. */
export interface FunctionQuestion {
  code: string;
  /** The rows that reach the step. */
  query: string;
  columns: readonly Column[];
  /** The relation that the answers become in the end. */
  mapping: string;
}

/**
 * What a function made: pairs of `key` (see `keyOf`) and `value` as text, or `error`, which is why there is none. They are
 * here as rows, or in the engine as the relation `kept`, whose columns have these names.
 */
export interface FunctionAnswer {
  /** The columns that the function reads, in the order of its input. */
  reads: readonly Column[];
  rows: readonly TextRow[];
  kept: string | null;
  /** How many different rows gave each kind of value; see `resultType`. */
  kinds: ReadonlyMap<string, number>;
  firstError: string | null;
  /** Whether there were more different rows than it was to be run for. */
  isCut: boolean;
}

/** The columns of what a function made, as they are kept and as they travel. */
export const answerColumns = ["key", "value", "error"] as const;

/** Up to so many columns a key is a text that one can read. */
const mostInKey = 4;

/**
 * What stands for the values that a function reads: the same for the same values, another for others. One column's own
 * text (NULL stays NULL), more as the text of a struct, many as a hash of that.
 */
export function keyOf(reads: readonly Column[], from: string): string {
  const [only, ...others] = reads;
  if (!only) return "''";
  const name = `${from}.${bareName(only.name)}`;
  if (others.length === 0) return columnFamily(only.type) === "text" ? name : `cast(${name} as varchar)`;
  const text = `cast(${structOf(reads, from)} as varchar)`;
  return reads.length <= mostInKey ? text : `md5(${text})`;
}

/** The values that a function reads as one text for people. */
export function readTextOf(reads: readonly Column[], from: string): string {
  return reads.length === 1 ? keyOf(reads, from) : `cast(${structOf(reads, from)} as varchar)`;
}

function structOf(reads: readonly Column[], from: string): string {
  if (reads.length === 0) return "''";
  const fields = reads.map(({ name }) => `${quoteIdentifier(name)} := ${from}.${bareName(name)}`);
  return `struct_pack(${fields.join(", ")})`;
}

/** Each different row of what a function reads, once, with its key under a name that no column has. */
export function distinctRows(
  { query }: Pick<FunctionQuestion, "query">,
  reads: readonly Column[],
  most: number | null,
): { sql: string; keyName: string } {
  let keyName = "key_";
  while (reads.some(({ name }) => name.toLowerCase() === keyName)) keyName += "_";
  const from = `from (\n${query}\n) as asked`;
  const limit = most === null ? "" : `\nlimit ${most}`;
  if (reads.length === 0) return { sql: `select distinct '' as ${keyName}\n${from}`, keyName };
  const names = reads.map(({ name }) => `asked.${bareName(name)}`).join(", ");
  return {
    sql: `select distinct on (${keyName}) *\nfrom (\nselect ${keyOf(reads, "asked")} as ${keyName}, ${names}\n${from}\n)${limit}`,
    keyName,
  };
}

/** Kinds that say nothing of the type. */
const untyped = ["null", "error"];

/** Types that hold values of several kinds exactly. */
const wide: readonly { type: string; kinds: readonly string[] }[] = [
  { type: "VARCHAR", kinds: ["text"] },
  { type: "BOOLEAN", kinds: ["boolean"] },
  { type: "BIGINT", kinds: ["integer", "bigint"] },
  { type: "HUGEINT", kinds: ["integer", "bigint", "huge"] },
  { type: "DOUBLE", kinds: ["integer", "number"] },
  { type: "DATE", kinds: ["DATE"] },
  { type: "TIMESTAMP", kinds: ["DATE", "TIMESTAMP"] },
];

/** The type that holds all values a function gave; text, and `isMixed`, where none but that holds them. */
export function resultType(kinds: Iterable<string>): { type: string; isMixed: boolean } {
  const found = [...kinds].filter((kind) => !untyped.includes(kind));
  const [only, ...others] = found;
  if (only === undefined) return { type: "VARCHAR", isMixed: false };
  const fits = wide.find((one) => found.every((kind) => one.kinds.includes(kind)));
  if (fits) return { type: fits.type, isMixed: false };
  // DuckDB's own types of times, as they were read.
  const isTime = others.length === 0 && /^TIME/.test(only);
  return isTime ? { type: only, isMixed: false } : { type: "VARCHAR", isMixed: true };
}

const words: Readonly<Record<string, string>> = {
  text: "texts",
  boolean: "booleans",
  integer: "numbers",
  number: "numbers",
  bigint: "bigints",
  huge: "bigints",
  long: "bigints of more digits than any type has",
};

/** The kinds of values as people call them: "numbers and texts". */
export function kindWords(kinds: Iterable<string>): string {
  const found = [...kinds].filter((kind) => !untyped.includes(kind));
  const told = [...new Set(found.map((kind) => words[kind] ?? "dates"))];
  return told.length < 2 ? told.join("") : `${told.slice(0, -1).join(", ")} and ${told.at(-1)}`;
}
