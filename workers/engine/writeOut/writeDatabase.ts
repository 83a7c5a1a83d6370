import { IngestError } from "../../../lib/ingest/types.ts";
import { quoteIdentifier } from "../../../lib/sql/quote.ts";
import type { EngineSession } from "../session.ts";
import { emptyDatabase } from "./emptyDatabase.ts";
import type { OutWork } from "./outWork.ts";
import type { PlannedRows } from "./plannedRows.ts";

/** A database is made in memory, beside the rows that it is made of, and copied out of there. */
export const mostDatabaseBytes = 512_000_000;
const pieceBytes = 4 << 20;

/**
 * The bytes of a DuckDB database whose tables are the relations. Nothing of it streams: DuckDB-WASM writes a database only
 * to a file in its own memory, so one that would be too large is refused before. Its name and alias are random, so that no
 * cell's SQL can mean it.
 */
export async function* writeDatabase(
  { session, signal, told }: OutWork,
  relations: readonly PlannedRows[],
): AsyncGenerator<Uint8Array> {
  const { host } = session;
  const { databases } = host;
  if (!databases) throw new IngestError("This engine writes no DuckDB files. Choose Parquet.");
  await expectFits(session, relations, signal);
  const alias = `__eider_${crypto.randomUUID().replaceAll("-", "")}`;
  const path = `out/${alias}.duckdb`;
  const connection = await session.connect();
  const run = (sql: string) =>
    session.reading(connection, sql, { signal }, () => host.execute(connection, sql, { signal }));
  await databases.put(path, emptyDatabase());
  // DuckDB-WASM never removes a file: its log has to be one that can be dropped.
  await databases.put(`${path}.wal`, new Uint8Array(0));
  let isAttached = false;
  try {
    await run(`attach '${path}' as ${alias}`);
    isAttached = true;
    let done = 0;
    for (const { name, query, rows } of relations) {
      await run(`create table ${alias}.${quoteIdentifier(name)} as ${query}`);
      done += rows;
      told.rows(done);
    }
    await run(`checkpoint ${alias}`);
    await run(`detach ${alias}`);
    isAttached = false;
    const bytes = await databases.take(path);
    for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.slice(at, at + pieceBytes);
  } finally {
    if (!host.isDead) {
      if (isAttached) await host.quick(connection, `detach ${alias}`);
      await host.disconnect(connection);
      await host.dropFile(path);
      await host.dropFile(`${path}.wal`);
    }
  }
}

/** Texts of values are about as large as a database makes them, or larger. */
async function expectFits(
  session: EngineSession,
  relations: readonly PlannedRows[],
  signal: AbortSignal,
): Promise<void> {
  let bytes = 0;
  for (const { query, columns } of relations) {
    const lengths = columns.map(({ name }) => `coalesce(strlen(${quoteIdentifier(name)}::varchar), 0)`);
    const sql = `select coalesce(sum((${lengths.join(" + ")})::double), 0)::double as n from (${query})`;
    const answer = await session.withConnection((connection) =>
      session.reading(connection, sql, { signal }, () => session.host.table(connection, sql, { signal })),
    );
    bytes += Number(answer.getChild("n")?.get(0) ?? 0);
  }
  if (bytes > mostDatabaseBytes)
    throw new IngestError(
      `A DuckDB file is made in memory, and this one would be of about ${(bytes / 1e6).toFixed(0)} MB; ${mostDatabaseBytes / 1e6} MB are the most. Choose Parquet, which DuckDB reads as well, or filter it first.`,
    );
}
