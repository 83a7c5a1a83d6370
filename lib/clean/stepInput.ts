import { closestName } from "../dataflow/closestName.ts";
import type { Column } from "../engine/protocol.ts";
import { bareName } from "../sql/bareName.ts";
import { columnFamily } from "./columnFamily.ts";
import type { ColumnsRef, Field, Written } from "./fields.ts";
import { StepError } from "./stepError.ts";
import type { Place } from "./yamlTree.ts";

/** Texts of an engine's answer; null is NULL. */
export type TextRow = readonly (string | null)[];

/** A relation of texts that a step joins: `value`, and what stands for it in each of the other columns. */
export interface Mapping {
  columns: readonly string[];
  rows: readonly TextRow[];
  /** The types that columns become; text where there is none. */
  types?: readonly (string | null)[];
  /** The relation of the engine that has the rows, all of them text, instead. */
  kept?: string | null;
  /** Whether rows are missing that a run would have. */
  isCut?: boolean;
}

/** What a function of TypeScript made of the rows that reach a step. */
export interface Computed {
  /** What it reads of a row. */
  reads: readonly Column[];
  /** The name by which SQL joins `key`, `value` (of `type`) and `error`. */
  mapping: string;
  type: string;
  /** Why the type is text although not all values are; null where it is as they are. */
  note: string | null;
  /** Different rows for which it threw. */
  failed: number;
  firstError: string | null;
  /** Whether it was not run for all rows. */
  isCut: boolean;
}

/** What a step compiles against. */
export interface StepInput {
  /** The relation that it reads, as SQL names it. */
  readonly from: string;
  readonly columns: readonly Column[];
  /**
   * The distinct values, as text and in order, of an expression over the input where it is not NULL and `where` holds.
   * Throws Unanswered where they are not known yet; whoever compiles asks the engine then and compiles again.
   */
  distinct(expression: string, where: string | null, most: number): readonly string[];
  /** What a function of the row makes of each different row of the input; throws Unanswered where it has not run. */
  compute(code: Written): Computed;
  /** Keeps a mapping beside the result; answers the name by which SQL joins it. */
  keepMapping(mapping: Mapping): string;
}

/** The engine has to be asked before the step can be compiled. */
export class Unanswered extends Error {
  override name = "Unanswered";
  constructor(
    readonly question: string,
    /** What of the recipe asks. */
    readonly place: Place,
    /** Whether that is code, in which an error has a place of its own. */
    readonly isCode = false,
  ) {
    super(question);
  }
}

/** The column of that name: as written, else whatever its case. Throws StepError where there is none. */
export function columnOf(input: Pick<StepInput, "columns">, { value, place }: Written): Column {
  const found = findColumn(input.columns, value);
  if (found) return found;
  const names = input.columns.map(({ name }) => name);
  const near = closestName(value, names);
  throw new StepError(
    `There is no column "${value}" here.`,
    place,
    near
      ? `Did you mean ${near}?`
      : `There are ${names.slice(0, 12).join(", ")}${names.length > 12 ? ", …" : ""}.`,
  );
}

export function findColumn(columns: readonly Column[], name: string): Column | undefined {
  const key = name.toLowerCase();
  return columns.find((one) => one.name === name) ?? columns.find((one) => one.name.toLowerCase() === key);
}

/** The columns that are named, each once; all of that family (or all) for "*". */
export function columnsOf(
  input: Pick<StepInput, "columns">,
  ref: ColumnsRef,
  of?: Field<unknown>["of"],
): Column[] {
  if (!ref.isAll) return [...new Set(ref.names.map((name) => columnOf(input, name)))];
  const all = input.columns.filter(({ type }) => of === undefined || columnFamily(type) === of);
  if (all.length === 0)
    throw new StepError(`There is no column of ${of ?? "any kind"} here.`, ref.place, "Name the columns.");
  return all;
}

/** As columnsOf, of columns that hold text. */
export function textColumnsOf(input: Pick<StepInput, "columns">, ref: ColumnsRef): Column[] {
  const columns = columnsOf(input, ref, "text");
  const other = columns.find(({ type }) => columnFamily(type) !== "text");
  if (other)
    throw notText(
      other,
      ref.names.find(({ value }) => value.toLowerCase() === other.name.toLowerCase()) ?? ref,
    );
  return columns;
}

export function textColumnOf(input: Pick<StepInput, "columns">, name: Written): Column {
  const column = columnOf(input, name);
  if (columnFamily(column.type) !== "text") throw notText(column, name);
  return column;
}

function notText({ name, type }: Column, { place }: Pick<Written, "place">): StepError {
  return new StepError(
    `"${name}" is ${type}, and this works on text.`,
    place,
    "Name columns of text, or cast it to VARCHAR in a step before.",
  );
}

/** A name for a new column; throws StepError where there is one of that name. */
export function newColumn(
  input: Pick<StepInput, "columns">,
  { value, place }: Written,
  leaving: readonly Column[] = [],
): string {
  const taken = findColumn(input.columns, value);
  if (taken && !leaving.includes(taken))
    throw new StepError(
      `There is a column "${taken.name}" already.`,
      place,
      "Choose another name for the new one.",
    );
  return value;
}

/** Columns as SQL lists them. */
export function namesSql(columns: readonly Pick<Column, "name">[]): string {
  return columns.map(({ name }) => bareName(name)).join(", ");
}
