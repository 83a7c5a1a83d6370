import type { TokenTree } from "../../sql/scope/TokenTree.ts";
import { type Clause, openBracket } from "./sqlExpectation.ts";

const words = (text: string) => text.split(",").map((word) => word.trim());

const statements = words(
  "select, from, with, with recursive, insert into, update, delete from, create table, create or replace table, create view, create macro, drop table, alter table, describe, summarize, pivot, unpivot, values, explain, explain analyze, set variable, copy",
);
const operators = words(
  "and, or, in, not in, like, not like, ilike, between, is null, is not null, is distinct from, is not distinct from, similar to, glob, collate, at time zone",
);
const ends = words(
  "where, group by, group by all, having, qualify, window, order by, order by all, limit, union all, union, union all by name, intersect, except",
);
const joins = words(
  "join, left join, right join, full join, inner join, cross join, asof join, semi join, anti join, positional join, natural join, on, using, as, tablesample, pivot, unpivot",
);
const values = words("case, cast, try_cast, not, null, true, false, exists, interval");

const afterValue: Readonly<Record<Clause, readonly string[]>> = {
  select: ["as", "from", "over", "filter", "within group", ...operators, ...ends],
  from: [...joins, "select", ...ends],
  on: [...operators, ...joins.filter((word) => /join$/.test(word)), "select", ...ends],
  where: [...operators, "select", ...ends.filter((word) => word !== "where")],
  group: ["having", "qualify", "window", "order by", "order by all", "limit", "union all", "union", "select"],
  having: [...operators, "qualify", "order by", "limit", "union all", "union"],
  qualify: [...operators, "order by", "limit", "union all", "union"],
  order: ["asc", "desc", "nulls first", "nulls last", "limit", "offset", "collate"],
  limit: ["offset", "union all", "union"],
  set: ["where", "from", "returning", ...operators],
  window: [
    "partition by",
    "order by",
    "rows between",
    "range between",
    "desc",
    "asc",
    "unbounded preceding",
    "preceding",
    "current row",
    "following",
    "unbounded following",
    "and",
  ],
  call: ["as", "order by", "partition by", "for", "in", "from", ...operators],
  other: [
    "as",
    "select",
    "from",
    "set",
    "values",
    "if exists",
    "if not exists",
    "or",
    "replace",
    "to",
    ...ends,
  ],
};

/** Keywords that can follow a value at a place of the statement, the likeliest of its clause first. */
export function keywordsAfterValue(tree: TokenTree, previous: number, clause: Clause): string[] {
  const found = afterValue[clause];
  return openCase(tree, previous) ? ["when", "then", "else", "end", ...found] : [...found];
}

/** Keywords that a value can begin with. */
export function keywordsBeforeValue(tree: TokenTree, previous: number, clause: Clause): string[] {
  const before = tree.word(previous);
  if (before === "BY") return clause === "group" || clause === "order" ? ["all", ...values] : [...values];
  const half = halfKeywords[before];
  if (half) return [...half];
  const found = [...values];
  if (before === "SELECT") found.unshift("distinct", "distinct on", "all");
  if (tree.text(previous) === "(")
    found.unshift("select", "from", "with", "distinct", "partition by", "order by");
  if (before === "ALL" || before === "NAME") found.unshift("select", "from");
  if (before === "NOT") found.unshift("in", "like", "ilike", "between");
  if (before === "CASE") found.unshift("when");
  return [...new Set(found)];
}

const join = words("join");
const outer = words("join, outer join, semi join, anti join");
const halfKeywords: Readonly<Record<string, readonly string[]>> = {
  GROUP: ["by", "by all"],
  ORDER: ["by", "by all"],
  PARTITION: ["by"],
  CREATE: words("table, or replace table, view, or replace view, macro, temp table, type, schema"),
  INNER: join,
  CROSS: join,
  ASOF: words("join, left join"),
  SEMI: join,
  ANTI: join,
  NATURAL: words("join, left join, right join, full join"),
  POSITIONAL: join,
  OUTER: join,
  LEFT: outer,
  RIGHT: outer,
  FULL: outer,
  UNION: words("all, all by name, by name, select, from"),
  INTERSECT: words("all, select, from"),
  EXCEPT: words("all, select, from"),
  IS: words("null, not null, distinct from, not distinct from"),
};

export const statementKeywords: readonly string[] = statements;

/** Whether a CASE is open behind the token, at its own bracket level. */
function openCase(tree: TokenTree, previous: number): boolean {
  const open = openBracket(tree, previous);
  let depth = 0;
  for (let i = open === null ? 0 : open + 1; i <= previous; i = Math.max(tree.after(i), i + 1)) {
    if (tree.word(i) === "CASE") depth++;
    else if (tree.word(i) === "END") depth--;
  }
  return depth > 0;
}
