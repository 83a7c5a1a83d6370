import { closestName } from "../dataflow/closestName.ts";
import type { Column, EngineError, Outcome } from "../engine/protocol.ts";
import { isNumberType } from "../table/numberType.ts";
import type { CompareChoices } from "./choices.ts";
import { commonType } from "./commonType.ts";

/** A relation that is compared. */
export interface ComparedRelation {
  readonly name: string;
  readonly columns: readonly Column[];
}

/** One column of both relations, by its name in each: DuckDB finds names whatever their case. */
export interface ColumnPair {
  readonly before: Column;
  readonly after: Column;
  /** The type as which its values are compared. */
  readonly as: string;
}

/** A pair of columns whose values are compared. */
export interface ComparedColumn extends ColumnPair {
  /** How far numbers may be apart; 0 where they have to be equal. */
  readonly tolerance: number;
}

/** Everything that decides a comparison. */
export interface ComparePlan {
  readonly before: ComparedRelation;
  readonly after: ComparedRelation;
  readonly keys: readonly ColumnPair[];
  readonly columns: readonly ComparedColumn[];
  readonly ignored: readonly ColumnPair[];
  readonly onlyBefore: readonly Column[];
  readonly onlyAfter: readonly Column[];
  readonly text: CompareChoices["text"];
}

const fold = (name: string) => name.toLowerCase();

/** The columns that both relations have, in the order of the later one. */
export function commonColumns(before: ComparedRelation, after: ComparedRelation): ColumnPair[] {
  const byName = new Map(before.columns.map((column) => [fold(column.name), column]));
  return after.columns.flatMap((column) => {
    const other = byName.get(fold(column.name));
    return other ? [{ before: other, after: column, as: commonType(other.type, column.type) }] : [];
  });
}

/** The names of an option that lists columns, `a,b`; a column whose own name is all of it is that one. */
export function listedNames(text: string, columns: readonly Pick<Column, "name">[]): string[] {
  if (columns.some(({ name }) => fold(name) === fold(text))) return [text];
  const names = text.split(",").map((name) => name.trim());
  return names.filter((name, at) => name !== "" && names.findIndex((one) => fold(one) === fold(name)) === at);
}

/** What is compared with what, or what of the choices does not fit the relations. `keys` are names that both have. */
export function planCompare(
  before: ComparedRelation,
  after: ComparedRelation,
  keys: readonly string[],
  choices: CompareChoices,
): Outcome<ComparePlan> {
  const common = commonColumns(before, after);
  const all = [...before.columns, ...after.columns].map(({ name }) => name);
  const has = (columns: readonly string[], name: string) =>
    columns.some((column) => fold(column) === fold(name));
  const tolerances = typeof choices.tolerance === "number" ? {} : choices.tolerance;
  for (const key of keys) {
    if (has(names(common), key)) continue;
    const lacking = has(
      before.columns.map(({ name }) => name),
      key,
    )
      ? after.name
      : before.name;
    return failed(`${lacking} has no column "${key}".`, meant(key, names(common), "Choose another key."));
  }
  for (const name of [...choices.ignore, ...Object.keys(tolerances)])
    if (!has(all, name))
      return failed(`Neither relation has a column "${name}".`, meant(name, all, "Take it out of the text."));
  const isKey = ({ after: { name } }: ColumnPair) => has(keys, name);
  const isIgnored = ({ after: { name } }: ColumnPair) => has(choices.ignore, name);
  const rest = common.filter((pair) => !isKey(pair));
  const compared = rest.filter((pair) => !isIgnored(pair));
  for (const name of Object.keys(tolerances)) {
    const pair = common.find(({ after: column }) => fold(column.name) === fold(name));
    if (pair && !isNumeric(pair))
      return failed(
        `The tolerance of "${name}" means nothing: its values are not numbers in both relations.`,
        "Give a tolerance to columns of numbers only.",
      );
  }
  const lowered = new Map(Object.entries(tolerances).map(([name, value]) => [fold(name), value]));
  const toleranceOf = (pair: ColumnPair) => {
    if (!isNumeric(pair)) return 0;
    if (typeof choices.tolerance === "number") return choices.tolerance;
    return lowered.get(fold(pair.after.name)) ?? 0;
  };
  const rare = (of: ComparedRelation) =>
    of.columns.filter(({ name }) => !has(names(common), name) && !has(choices.ignore, name));
  return {
    ok: true,
    value: {
      before,
      after,
      keys: keys.flatMap((key) => common.find((pair) => fold(pair.after.name) === fold(key)) ?? []),
      columns: compared.map((pair) => ({ ...pair, tolerance: toleranceOf(pair) })),
      ignored: rest.filter(isIgnored),
      onlyBefore: rare(before),
      onlyAfter: rare(after),
      text: choices.text,
    },
  };
}

/** Whether a column holds numbers in both relations. */
export function isNumeric({ before, after }: ColumnPair): boolean {
  return isNumberType(before.type) && isNumberType(after.type);
}

const names = (pairs: readonly ColumnPair[]) => pairs.map(({ after }) => after.name);

function meant(name: string, among: readonly string[], otherwise: string): string {
  const near = closestName(name, among);
  return near ? `Did you mean ${near}?` : otherwise;
}

function failed(message: string, hint: string): { ok: false; error: EngineError } {
  return { ok: false, error: { code: "sql", message, hint } };
}
