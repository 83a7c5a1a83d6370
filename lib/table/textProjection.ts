import type { Column } from "../engine/protocol.ts";
import { quoteIdentifier } from "../sql/quote.ts";

/**
 * One SQL expression a column, `"a"::VARCHAR AS "a"`: its value as DuckDB itself prints it; NULL stays NULL.
 * Arrow cannot carry every DuckDB value (infinity, nanoseconds, nested decimals), text can.
 */
export function textProjection(columns: readonly Column[]): string[] {
  return columns.map(({ name }) => `${quoteIdentifier(name)}::VARCHAR AS ${quoteIdentifier(name)}`);
}
