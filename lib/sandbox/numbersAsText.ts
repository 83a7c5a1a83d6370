import { quoteIdentifier } from "../sql/quote.ts";

/** SQL that prints a column of doubles as JavaScript prints numbers: DuckDB writes the double 1 as `1.0`, a cell as `1`. */
export function numbersAsText(column: string): string {
  const name = quoteIdentifier(column);
  return [
    `CASE WHEN isnan(${name}) THEN 'NaN'`,
    `WHEN isinf(${name}) THEN CASE WHEN ${name} > 0 THEN 'Infinity' ELSE '-Infinity' END`,
    `WHEN ${name} = trunc(${name}) AND abs(${name}) < 1e15 THEN CAST(CAST(${name} AS BIGINT) AS VARCHAR)`,
    `ELSE regexp_replace(CAST(${name} AS VARCHAR), 'e([+-])0', 'e\\1') END`,
  ].join(" ");
}
