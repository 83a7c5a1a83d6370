import type { Reject } from "../../lib/ingest/types.ts";
import { quoteLiteral } from "../../lib/sql/quote.ts";
import { type EngineSession, keptName } from "./session.ts";

const columns = ["file", "line", "byte", "column_name", "raw", "reason"];
const types = ["VARCHAR", "BIGINT", "BIGINT", "VARCHAR", "VARCHAR", "VARCHAR"];
const rowsAStatement = 1000;

/** Keeps rejected rows as `<relation>__rejects`; answers how many rows were rejected (a row may fail in several columns). */
export async function keepRejects(
  session: EngineSession,
  relation: string,
  file: string,
  rejects: readonly Reject[],
): Promise<number> {
  if (rejects.length === 0) return 0;
  const table = session.kept.newTable("s");
  const definition = columns.map((name, i) => `${name} ${types[i]}`).join(", ");
  await session.host.execute(session.control, `create table ${keptName(table)} (${definition})`);
  for (let at = 0; at < rejects.length; at += rowsAStatement) {
    const rows = rejects.slice(at, at + rowsAStatement).map((reject) => rowSql(file, reject));
    await session.host.execute(session.control, `insert into ${keptName(table)} values ${rows.join(", ")}`);
  }
  await nameRejects(session, relation, table);
  return new Set(rejects.map((reject) => reject.line)).size;
}

/** Shows a table of rejected rows as `<relation>__rejects`. */
export async function nameRejects(session: EngineSession, relation: string, table: string): Promise<void> {
  const described = await session.describe(keptName(table));
  const rowCount = await session.count(keptName(table));
  const from = described.map((column) => column.name);
  const key = session.keep({ columns: described, rowCount, source: { table, from } });
  await session.setName(`${relation}__rejects`, key, "source");
}

function rowSql(file: string, { line, byte, column, raw, reason }: Reject): string {
  const text = (value: string | null) => (value === null ? "NULL" : quoteLiteral(value.replaceAll("\0", "␀")));
  return `(${text(file)}, ${line}, ${byte}, ${text(column)}, ${text(raw)}, ${text(reason)})`;
}
