import type { Column } from "../../lib/engine/protocol.ts";
import { quoteIdentifier } from "../../lib/sql/quote.ts";
import type { KeptRows } from "./keptResults.ts";
import { type EngineSession, selectAll } from "./session.ts";

/** Those of the columns that are NULL in all rows. */
export async function emptyColumns(
  session: EngineSession,
  rows: KeptRows,
  columns: readonly Column[],
): Promise<Set<Column>> {
  if (columns.length === 0) return new Set();
  const counts = columns.map(({ name }, index) => `count(${quoteIdentifier(name)})::DOUBLE AS c${index}`);
  const answer = await session.withConnection((connection) =>
    session.host.table(connection, `SELECT ${counts.join(", ")} FROM (${selectAll(rows)})`),
  );
  return new Set(columns.filter((_, index) => Number(answer.getChild(`c${index}`)?.get(0)) === 0));
}
