import type { Reject } from "../../lib/ingest/types.ts";
import { quoteIdentifier, quoteLiteral } from "../../lib/sql/quote.ts";
import { type EngineSession, keptName } from "./session.ts";

const columns = ["file", "line", "byte", "column_name", "raw", "reason"];
const types = ["VARCHAR", "BIGINT", "BIGINT", "VARCHAR", "VARCHAR", "VARCHAR"];
const rowsAStatement = 1000;

/** Keeps rejected rows as `<relation>__rejects`; answers how many: readers reject a row once, and many rows may stand on one line. */
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
  return rejects.length;
}

/**
 * Adds values that are not of the type that was asked for (a table of n, the row from 1; column_name; raw) to the
 * rejects of a relation and drops it; answers in how many rows they are. The file's lines are not known any more.
 */
export async function addMisfits(
  session: EngineSession,
  relation: string,
  file: string,
  misfits: string,
): Promise<number> {
  const from = keptName(misfits);
  const rows = await session.count(`(select distinct n from ${from})`);
  const select = `select ${quoteLiteral(file)}::VARCHAR as file, null::BIGINT as line, null::BIGINT as byte, column_name, raw,
    'row ' || n || ': not of the type that was asked for' as reason from ${from}`;
  const name = `${relation}__rejects`;
  const earlier = session.rowsOf(name) ? `from main.${quoteIdentifier(name)} union all ` : "";
  const table = session.kept.newTable("s");
  await session.control(`create table ${keptName(table)} as ${earlier}${select} order by all`);
  await session.control(`drop table ${from}`);
  await session.nameTable(name, table);
  return rows;
}

/**
 * Turns DuckDB's own table of CSV errors into a table of rejects, kept under `table`; answers how many rows were rejected,
 * and whether any of them was for its structure (too many fields, a stray quote), not for a value.
 * `connection` is the one that read the file: DuckDB's table is a temporary one.
 */
export async function keepCsvRejects(
  session: EngineSession,
  connection: number,
  errors: string,
  table: string,
  file: string,
): Promise<{ rejected: number; isStructural: boolean }> {
  const counted = await session.host.table(
    connection,
    `select count(distinct line)::double as n, count(*) filter (error_type::VARCHAR <> 'CAST')::double as s from ${errors}`,
  );
  const rejected = Number(counted.getChild("n")?.get(0) ?? 0);
  const isStructural = Number(counted.getChild("s")?.get(0) ?? 0) > 0;
  if (rejected === 0) return { rejected, isStructural };
  await session.host.execute(
    connection,
    `create table ${keptName(table)} as select ${quoteLiteral(file)} as file, line::bigint as line,
      line_byte_position::bigint as byte, column_name, csv_line as raw, error_message as reason from ${errors} order by line`,
  );
  return { rejected, isStructural };
}

function rowSql(file: string, { line, byte, column, raw, reason }: Reject): string {
  const text = (value: string | null) =>
    value === null ? "NULL" : quoteLiteral(value.replaceAll("\0", "␀"));
  return `(${text(file)}, ${line}, ${byte}, ${text(column)}, ${text(raw)}, ${text(reason)})`;
}
