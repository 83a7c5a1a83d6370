import { type ColumnStats, columnStatsSql, readColumnStats } from "../../lib/sql/columnStats.ts";
import { fromKept } from "./fromKept.ts";
import type { EngineSession } from "./session.ts";

/** Statistics of some columns of a relation, where its rows are kept as a table; what computes its rows has none to read. */
export async function columnStats(
  session: EngineSession,
  relation: string,
  columns: readonly string[],
): Promise<ColumnStats[]> {
  const rows = session.rowsOf(relation);
  if (!rows || "query" in rows.source || columns.length === 0) return [];
  const answer = await session.control(columnStatsSql(fromKept(rows), columns));
  return columns.flatMap((name, index) => {
    const text: unknown = answer.getChild(`c${index}`)?.get(0);
    return (typeof text === "string" && readColumnStats(name, text)) || [];
  });
}
