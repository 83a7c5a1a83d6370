import { concat } from "./duckHost.ts";
import { keptSchema } from "./keptResults.ts";
import { type EngineSession, keptName } from "./session.ts";

/** Keeps the rows of an IPC stream as a table (for statements that cannot stand in CREATE TABLE AS); answers its key. */
export async function keepStream(session: EngineSession, stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  // DuckDB ends its streams without the end mark, without which an insert takes nothing.
  chunks.push(new Uint8Array([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]));
  const table = session.kept.newTable("r");
  await session.host.insert(concat(chunks), keptSchema, table, true);
  const columns = await session.describe(keptName(table));
  const rowCount = await session.count(keptName(table));
  return session.keep({ columns, rowCount, source: { table, from: columns.map((column) => column.name) } });
}
