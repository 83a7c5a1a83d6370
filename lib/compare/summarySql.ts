import { bareName } from "../sql/bareName.ts";
import { quoteLiteral } from "../sql/quote.ts";
import { noChoices } from "./choices.ts";
import { keyNames } from "./compareSql.ts";
import type { ColumnPair, ComparePlan } from "./plan.ts";

/** The relation beside a comparison that sums it up. */
export function summaryName(name: string): string {
  return `${name}__summary`;
}

/** Rows of one side and those of them without a key. */
export interface SideRows {
  readonly rows: number;
  readonly unkeyed: number;
}

/** What the rows of a summary are about; those from `key` on are about a column. */
export const summaryItems = [
  "rows added",
  "rows removed",
  "rows changed",
  "rows the same",
  "rows before without a key",
  "rows after without a key",
  "key",
  "cells changed",
  "ignored",
  "only before",
  "only after",
] as const;
export type SummaryItem = (typeof summaryItems)[number];

/**
 * A SELECT that sums up a comparison kept as the relation `name`: `item` (one of `summaryItems`), `column`, `count`, and for
 * a column its types on both sides and how it was `compared`.
 */
export function summarySql(plan: ComparePlan, name: string, before: SideRows, after: SideRows): string {
  const keys = keyNames(plan).map(bareName).join(", ");
  const changes = bareName(name);
  const rowsOf = (item: SummaryItem, count: string) =>
    `(${quoteLiteral(item)}, null, ${count}, null, null, null)`;
  const columnOf = (
    item: SummaryItem,
    column: string,
    count: string,
    types: (string | null)[],
    how: string | null,
  ) => `(${[quoteLiteral(item), quoteLiteral(column), count, ...[...types, how].map(literal)].join(", ")})`;
  const pairOf = (item: SummaryItem, pair: ColumnPair, count: string, how: string | null) =>
    columnOf(item, pair.after.name, count, [pair.before.type, pair.after.type], how);
  const rows = [
    rowsOf("rows added", "(select n from tally where change = 'added')"),
    rowsOf("rows removed", "(select n from tally where change = 'removed')"),
    rowsOf("rows changed", "(select n from touched)"),
    rowsOf(
      "rows the same",
      `${before.rows - before.unkeyed} - (select n from touched) - coalesce((select n from tally where change = 'removed'), 0)`,
    ),
    rowsOf("rows before without a key", `${before.unkeyed}`),
    rowsOf("rows after without a key", `${after.unkeyed}`),
    ...plan.keys.map((key) =>
      pairOf("key", key, "null", comparedHow({ ...key, tolerance: 0 }, noChoices.text)),
    ),
    ...plan.columns.map((column) => {
      const at = `(select n from tally where "column" = ${quoteLiteral(column.after.name)})`;
      return pairOf("cells changed", column, at, comparedHow(column, plan.text));
    }),
    ...plan.ignored.map((pair) => pairOf("ignored", pair, "null", null)),
    ...plan.onlyBefore.map(({ name: column, type }) =>
      columnOf("only before", column, "null", [type, null], null),
    ),
    ...plan.onlyAfter.map(({ name: column, type }) =>
      columnOf("only after", column, "null", [null, type], null),
    ),
  ];
  const isColumn = `"column" is not null and item = 'cells changed'`;
  return `with tally as (select change, "column", count(*) as n from ${changes} group by all),
touched as (select count(*) as n from (select distinct ${keys} from ${changes} where change = 'changed'))
select item, "column", case when item like 'rows%' or ${isColumn} then coalesce("count", 0) end::BIGINT as "count", before_type, after_type, compared
from (values
  ${rows.join(",\n  ")}
) as t(item, "column", "count", before_type, after_type, compared)`;
}

const literal = (text: string | null) => (text === null ? "null::VARCHAR" : quoteLiteral(text));

/** How the values of a column are compared, in words: "exactly", "within 0.01", "as DOUBLE". */
function comparedHow(
  { before, after, as, tolerance }: ComparePlan["columns"][number],
  text: ComparePlan["text"],
): string {
  const isText = as === "VARCHAR" && [before.type, after.type].includes("VARCHAR");
  const how = [
    ...(before.type === after.type ? [] : [`as ${as}`]),
    ...(tolerance > 0 ? [`within ${tolerance}`] : []),
    ...(isText && text.trim ? ["trimmed"] : []),
    ...(isText && !text.case ? ["without case"] : []),
  ];
  return how.length === 0 ? "exactly" : how.join(", ");
}
