import type { Column } from "../engine/protocol.ts";
import { quoteIdentifier } from "../sql/quote.ts";

/**
 * A SELECT of one row that tells, by column of type HUGEINT, as text whether all of its values have at most the 38 digits
 * that files can hold; null where there is no such column.
 */
export function narrowIntegersSql(query: string, columns: readonly Column[]): string | null {
  const most = "9".repeat(38);
  const tests = columns
    .filter(({ type }) => type === "HUGEINT")
    .map(({ name }) => {
      const quoted = quoteIdentifier(name);
      return `coalesce(bool_and(${quoted} between -${most}::hugeint and ${most}::hugeint), true)::varchar as ${quoted}`;
    });
  return tests.length === 0 ? null : `select ${tests.join(", ")} from (${query})`;
}
