import type { Column } from "../engine/protocol.ts";
import { bareName } from "../sql/bareName.ts";

/** So many names fit on a bar chart that can be read. */
export const mostBars = 30;

export interface Measure {
  op: "sum" | "avg" | "count";
  /** null counts rows. */
  column: Column | null;
}

/** What the columns of a `topSql` are called. */
export interface TopNames {
  name: string;
  amount: string;
  /** From 1; the others' is the last. */
  place: string;
}

export function topNames(name: Column, { column }: Measure): TopNames {
  const amount = column?.name ?? freeName("row_count", [name.name]);
  return { name: name.name, amount, place: freeName("place", [name.name, amount]) };
}

/** A query for the largest names of a relation by a measure, and one row for all the others. */
export function topSql(relation: string, name: Column, measure: Measure): string {
  const names = topNames(name, measure);
  const by = `r.${bareName(name.name)}`;
  const value = measure.column ? `${measure.op}(r.${bareName(measure.column.name)})` : "count(*)";
  const most = measure.column
    ? `the largest ${measure.op} of ${oneLine(measure.column.name)}`
    : "the most rows";
  return `-- The ${mostBars} of ${oneLine(name.name)} with ${most}, and all others in one row.
WITH ranked AS (
  SELECT ${by} AS its_name, row_number() OVER (ORDER BY ${value} DESC NULLS LAST, ${by}) AS its_place
  FROM ${bareName(relation)} AS r
  GROUP BY ${by}
)
SELECT
  CASE WHEN its_place <= ${mostBars} THEN ${by}::VARCHAR
    ELSE 'the other ' || (SELECT count(*) - ${mostBars} FROM ranked) END AS ${bareName(names.name)},
  ${value} AS ${bareName(names.amount)},
  min(its_place) AS ${bareName(names.place)}
FROM ${bareName(relation)} AS r
JOIN ranked ON ${by} IS NOT DISTINCT FROM ranked.its_name
GROUP BY 1, its_place > ${mostBars}
ORDER BY 3`;
}

function freeName(wanted: string, taken: readonly string[]): string {
  const isTaken = taken.some((name) => name.toLowerCase() === wanted);
  return isTaken ? freeName(`${wanted}_`, taken) : wanted;
}

/** A name in a comment must not end it. */
function oneLine(name: string): string {
  return name.replace(/\s+/g, " ");
}
