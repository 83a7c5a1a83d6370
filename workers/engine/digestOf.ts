import { digestSql, type RelationDigest, readDigest } from "../../lib/batch/relationDigest.ts";
import type { Column } from "../../lib/engine/protocol.ts";
import { decodeTextPage } from "../../lib/table/textPage.ts";
import type { DuckHost, StatementWatch } from "./duckHost.ts";

/** What the rows of FROM come to; `reading` runs the statement where its rows may be elsewhere. */
export async function digestOf(
  host: DuckHost,
  from: string,
  columns: readonly Column[],
  signal?: AbortSignal,
  reading: <T>(
    connection: number,
    sql: string,
    watch: StatementWatch,
    work: () => Promise<T>,
  ) => Promise<T> = (_connection, _sql, _watch, work) => work(),
): Promise<RelationDigest> {
  const connection = await host.connect();
  try {
    const watch = signal ? { signal } : {};
    const sql = digestSql(from, columns);
    const page = decodeTextPage(
      await reading(connection, sql, watch, () => host.bytes(connection, sql, watch)),
    );
    return readDigest(
      columns,
      page.columns.map((_, at) => page.cell(0, at)),
    );
  } finally {
    if (!host.isDead) await host.disconnect(connection);
  }
}
