import { bareName } from "../../sql/bareName.ts";
import { ChoiceError } from "../choiceError.ts";
import type { GroupChoices } from "../choices.ts";
import type { GroupColumn } from "./groupColumns.ts";
import type { GroupKey } from "./groupKeys.ts";

export interface OrderTerm {
  sql: string;
  /** What follows it in ORDER BY, from the space on. */
  way: string;
}

/**
 * What the rows of a grouping are put in order by: its columns from left to right, totals behind what they are of; with
 * `sort` the groups of each level by that measure. `level` is null where there is only one.
 */
export function orderTerms(
  choices: GroupChoices,
  keys: readonly GroupKey[],
  columns: readonly GroupColumn[],
  order: readonly string[],
  level: string | null,
): OrderTerm[] {
  const sort = readSort(choices, keys, columns);
  const way = `${sort?.isDescending ? " DESC" : ""} NULLS LAST`;
  const plain = (sql: string) => ({ sql, way: "" });
  if (level === null) return [...(sort ? [{ sql: sort.sql, way }] : []), ...order.map(plain)];
  return keys.flatMap((key, at) => {
    const own = order[at] ?? "";
    const behind = `${level} < ${at + 1}`;
    if (!sort) return [plain(behind), plain(own)];
    if (sort.isKey)
      return [plain(behind), sort.name === key.shown ? { sql: bareName(key.shown), way } : plain(own)];
    const names = keys.slice(0, at + 1).map(({ shown }) => bareName(shown));
    const measure = `max(${bareName(sort.name)}) FILTER (WHERE ${level} = ${at + 1}) OVER (PARTITION BY ${names.join(", ")})`;
    return [plain(behind), { sql: measure, way }, plain(own)];
  });
}

function readSort(
  { sort }: GroupChoices,
  keys: readonly GroupKey[],
  columns: readonly GroupColumn[],
): { name: string; sql: string; isKey: boolean; isDescending: boolean } | null {
  if (sort === undefined) return null;
  const found = /^(.*?)(?:\s+(asc|desc))?$/i.exec(sort.trim());
  const wanted = (found?.[1] ?? "").toLowerCase();
  const isDescending = found?.[2]?.toLowerCase() === "desc";
  const key = keys.find(({ shown }) => shown.toLowerCase() === wanted);
  if (key) return { name: key.shown, sql: bareName(key.shown), isKey: true, isDescending };
  const column =
    columns.find(({ name, isHidden }) => !isHidden && name.toLowerCase() === wanted) ??
    // The measure of all columns together.
    columns.find(({ label, isTotal }) => isTotal && label.toLowerCase() === wanted);
  if (column)
    return {
      name: column.name,
      sql: column.isHidden ? column.sql : bareName(column.name),
      isKey: false,
      isDescending,
    };
  const known = [
    ...keys.map(({ shown }) => shown),
    ...columns.filter(({ isHidden }) => !isHidden).map(({ name }) => name),
  ];
  throw new ChoiceError(
    `The result has no column "${found?.[1]}" to sort by.`,
    `Its columns are ${known.slice(0, 8).join(", ")}${known.length > 8 ? " and more" : ""}.`,
    ["group", "sort"],
    { written: wanted, known },
  );
}
