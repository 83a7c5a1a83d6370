import { bareName } from "../sql/bareName.ts";
import { quoteLiteral } from "../sql/quote.ts";
import type { ComparedRelation } from "./plan.ts";

export const changeKinds = ["added", "removed", "changed"] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** Which changes are looked at; null: all. */
export interface DiffFilter {
  readonly change: ChangeKind | null;
  readonly column: string | null;
}

/** A cell that changed. */
export interface DiffCell {
  readonly column: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A row that differs, by the texts of its key; where it is on one side only it has no cells, and maybe its other values. */
export interface DiffRow {
  readonly key: readonly string[];
  readonly change: ChangeKind;
  readonly cells: readonly DiffCell[];
  readonly whole: string | null;
}

/** Where the values of a row are that one side alone has. */
export interface DiffSides {
  readonly before: ComparedRelation;
  readonly after: ComparedRelation;
}

/** A key's column: what it is called in the comparison, and in the relations. */
export interface DiffKey {
  readonly out: string;
  readonly name: string;
}

/**
 * Part of a comparison kept as the relation `name`, in its own order; `k0`, `k1` and so on are the key's columns as text,
 * `whole` the other values of a row that was added or removed, where its relation is at hand.
 */
export function diffSql(
  name: string,
  keys: readonly DiffKey[],
  { change, column }: DiffFilter,
  { offset, limit }: { offset: number; limit: number },
  sides: DiffSides | null,
): string {
  const conditions = [
    ...(change === null ? [] : [`change = ${quoteLiteral(change)}`]),
    ...(column === null ? [] : [`"column" = ${quoteLiteral(column)}`]),
  ];
  const where = conditions.length === 0 ? "" : ` where ${conditions.join(" and ")}`;
  const page = `select * from ${bareName(name)}${where} limit ${limit} offset ${offset}`;
  const texts = keys.map(({ out }, at) => `page.${bareName(out)}::VARCHAR as k${at}`).join(", ");
  const sameKey = (alias: string) =>
    keys.map((key) => `${alias}.${bareName(key.name)} = page.${bareName(key.out)}`).join(" and ");
  // The few rows are picked out first: a join that keeps all of the page would hash all of the relation instead.
  const joined = (alias: string, kind: ChangeKind, { name: relation }: ComparedRelation) => {
    const picked = `select one.* from ${bareName(relation)} as one semi join (select * from page where change = '${kind}') as page on ${sameKey("one")}`;
    return `left join (${picked}) as ${alias} on page.change = '${kind}' and ${sameKey(alias)}`;
  };
  const whole = sides
    ? `case page.change when 'added' then ${wholeSql("added_row", sides.after, keys)} when 'removed' then ${wholeSql("removed_row", sides.before, keys)} end`
    : "null::VARCHAR";
  return `with page as (select *, row_number() over () as place from (${page}))
select ${texts}, page.change, page."column", page.before, page.after, ${whole} as whole
from page${sides ? `\n${joined("added_row", "added", sides.after)}\n${joined("removed_row", "removed", sides.before)}` : ""}
order by page.place`;
}

/** So many columns of a row are told, and so many characters of each. */
const mostTold = 12;
const mostCharacters = 60;

function wholeSql(alias: string, { columns }: ComparedRelation, keys: readonly DiffKey[]): string {
  const isKey = (name: string) => keys.some((key) => key.name.toLowerCase() === name.toLowerCase());
  const told = columns.filter(({ name }) => !isKey(name)).slice(0, mostTold);
  if (told.length === 0) return "null::VARCHAR";
  // What is NULL is left out by concat_ws.
  const parts = told.map(
    ({ name }) =>
      `${quoteLiteral(`${name}: `)} || left(${alias}.${bareName(name)}::VARCHAR, ${mostCharacters})`,
  );
  return `concat_ws(' · ', ${parts.join(", ")})`;
}

/** Cells that follow each other put together by row. `answers` have the columns of `diffSql`. */
export function diffRowsOf(
  answers: readonly Readonly<Record<string, unknown>>[],
  keyCount: number,
): DiffRow[] {
  const rows: (DiffRow & { cells: DiffCell[] })[] = [];
  for (const answer of answers) {
    const key = Array.from({ length: keyCount }, (_, at) => String(answer[`k${at}`] ?? ""));
    const change = changeKinds.find((kind) => kind === answer.change) ?? "changed";
    const last = rows.at(-1);
    const isSame = last?.change === "changed" && last.key.every((part, at) => part === key[at]);
    const row = isSame ? last : { key, change, cells: [], whole: textOf(answer.whole) };
    if (!isSame) rows.push(row);
    if (change === "changed")
      row.cells.push({
        column: String(answer.column),
        before: textOf(answer.before),
        after: textOf(answer.after),
      });
  }
  return rows;
}

const textOf = (value: unknown) => (value === null || value === undefined ? null : String(value));
