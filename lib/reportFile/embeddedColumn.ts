import type { Column } from "../engine/protocol.ts";
import { quoteIdentifier } from "../sql/quote.ts";

/**
 * Types whose values Parquet holds as they are, and of which `storedText` knows how DuckDB prints them. FLOAT is none: of
 * one in thirteen DuckDB prints more digits than 32 bits need, by no rule that could be found.
 */
const typed =
  /^(U?(TINYINT|SMALLINT|INTEGER|BIGINT)|HUGEINT|DECIMAL\(\d+,\d+\)|DOUBLE|BOOLEAN|VARCHAR|DATE|TIME|TIMESTAMP|TIMESTAMP WITH TIME ZONE)$/;

/** Whether a column goes into a file with data as DuckDB's text of it, and so is text also for who takes the Parquet file. */
export const isEmbeddedAsText = ({ type }: Column): boolean => !typed.test(type) && !type.startsWith("ENUM(");

/** A column of a SELECT list, as it goes into a file with data. */
export function embeddedColumn(column: Column): string {
  const name = quoteIdentifier(column.name);
  return typed.test(column.type) ? name : `CAST(${name} AS VARCHAR) AS ${name}`;
}
