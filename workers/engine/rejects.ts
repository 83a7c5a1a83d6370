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
  await session.control(`create table ${keptName(table)} (${definition})`);
  for (let at = 0; at < rejects.length; at += rowsAStatement) {
    const rows = rejects.slice(at, at + rowsAStatement).map((reject) => rowSql(file, reject));
    await session.control(`insert into ${keptName(table)} values ${rows.join(", ")}`);
  }
  await session.nameTable(`${relation}__rejects`, table);
  return new Set(rejects.map((reject) => reject.line)).size;
}

/**
 * Turns DuckDB's own table of CSV errors into a table of rejects, kept under `table`; answers how many rows were rejected.
 * `connection` is the one that read the file: DuckDB's table is a temporary one.
 */
export async function keepCsvRejects(
  session: EngineSession,
  connection: number,
  errors: string,
  table: string,
  file: string,
): Promise<number> {
  const counted = await session.host.table(
    connection,
    `select count(distinct line)::double as n from ${errors}`,
  );
  const rejected = Number(counted.getChild("n")?.get(0) ?? 0);
  if (rejected === 0) return 0;
  await session.host.execute(
    connection,
    `create table ${keptName(table)} as select ${quoteLiteral(file)} as file, line::bigint as line,
      line_byte_position::bigint as byte, column_name, csv_line as raw, error_message as reason from ${errors} order by line`,
  );
  return rejected;
}

function rowSql(file: string, { line, byte, column, raw, reason }: Reject): string {
  const text = (value: string | null) =>
    value === null ? "NULL" : quoteLiteral(value.replaceAll("\0", "␀"));
  return `(${text(file)}, ${line}, ${byte}, ${text(column)}, ${text(raw)}, ${text(reason)})`;
}
