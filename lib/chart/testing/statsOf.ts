import type { Column } from "../../engine/protocol.ts";
import { type ColumnStats, columnStatsSql, readColumnStats } from "../../sql/columnStats.ts";
import { quoteIdentifier } from "../../sql/quote.ts";

/** A relation's statistics as the engine gives them; `read` gives the rows of a SELECT. */
export async function statsOf(
  read: (sql: string) => Promise<readonly (readonly unknown[])[]>,
  relation: string,
  columns: readonly Column[],
): Promise<ColumnStats[]> {
  const names = columns.map(({ name }) => name);
  const [texts = []] = await read(columnStatsSql(quoteIdentifier(relation), names));
  return names.flatMap((name, index) => readColumnStats(name, String(texts[index])) ?? []);
}
