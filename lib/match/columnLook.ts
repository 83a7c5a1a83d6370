import type { Column } from "../engine/protocol.ts";
import { quoteIdentifier, quoteLiteral } from "../sql/quote.ts";
import { textOf } from "./normalise.ts";

/** What the values of a column look like; shares are of its values that are not null, 0 to 1. */
export interface ColumnLook {
  readonly name: string;
  readonly type: string;
  readonly rows: number;
  readonly values: number;
  readonly distinct: number;
  readonly words: number;
  readonly length: number;
  readonly lengthSpread: number;
  readonly letters: number;
  readonly codes: number;
  readonly email: number;
  readonly phone: number;
  readonly plain: number;
  readonly fraction: number;
  readonly date: number;
  readonly street: number;
}

/** Rows that a look is taken from: the first ones, since any order of a table is as good. */
const mostLookedAt = 20_000;

/** One row a column of the relation: `name` and the figures of ColumnLook. */
export function lookSql(relation: string, columns: readonly Column[]): string {
  const from = quoteIdentifier(relation);
  return columns
    .map(({ name, type }) => {
      const v = `trim(${quoteIdentifier(name)}::VARCHAR)`;
      const share = (predicate: string) =>
        `coalesce(avg((${predicate})::INT) filter (v is not null), 0)::DOUBLE`;
      return `select ${quoteLiteral(name)} as "name", ${quoteLiteral(type)} as "type", max(n)::INT as "rows",
count(v)::INT as "values", count(distinct lower(v))::INT as "distinct",
coalesce(avg(len(string_split(t, ' '))), 0)::DOUBLE as words,
coalesce(avg(length(v)), 0)::DOUBLE as "length", coalesce(stddev_pop(length(v)), 0)::DOUBLE as "lengthSpread",
coalesce(avg(length(regexp_replace(v, '[^\\p{L}]', '', 'g')) / greatest(1, length(v))), 0)::DOUBLE as letters,
${share(`len(list_filter(string_split(lower(v), ' '), lambda x: regexp_matches(x, '[0-9]') and regexp_matches(x, '[a-z]') and length(x) >= 5)) > 0`)} as codes,
${share(`regexp_matches(v, '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$')`)} as email,
${share(`regexp_matches(v, '^[0-9+()/. -]+$') and length(regexp_replace(v, '[^0-9]', '', 'g')) between 7 and 15`)} as phone,
${share(`try_cast(regexp_replace(v, '[$€£¥%, ]', '', 'g') as DOUBLE) is not null`)} as plain,
${share(`regexp_matches(v, '^[^\\p{L}]*[0-9][.][0-9]+[^\\p{L}]*$')`)} as fraction,
${share(`regexp_matches(v, '^(1[6-9]|20)[0-9]{2}-?(0[1-9]|1[0-2])-?([0-2][0-9]|3[01])($|[ T])') or regexp_matches(v, '^[0-3]?[0-9][/.-][0-3]?[0-9][/.-](1[6-9]|20)?[0-9]{2}$')`)} as "date",
${share(`regexp_matches(v, '^[0-9]+[a-z]?[ ,-]+[^0-9]*[\\p{L}]{2,}')`)} as street
from (select v, ${textOf("v")} as t, count(*) over () as n from (select nullif(${v}, '') as v from ${from} limit ${mostLookedAt}))`;
    })
    .join("\nunion all\n");
}
