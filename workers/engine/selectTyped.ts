import { RecordBatchReader } from "apache-arrow";
import type { Column } from "../../lib/engine/protocol.ts";
import type { EngineText } from "../../lib/sql/rewriteForEngine.ts";
import { concat, StatementCancelled } from "./duckHost.ts";
import type { EngineSession } from "./session.ts";

const endMark = new Uint8Array([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]);

/** A SELECT for charts and profiles: at most `maxRows` rows as typed Arrow IPC, read batch by batch and no further. */
export async function selectTyped(
  session: EngineSession,
  { text: sql, zones, problems }: EngineText,
  maxRows: number,
  signal?: AbortSignal,
): Promise<{ ipc: Uint8Array; columns: Column[]; truncated: boolean }> {
  const [problem] = problems;
  if (problem) throw new Error(problem.message);
  await session.learnZones(zones);
  // Both at once: neither needs the other's answer, and each round trip would be felt.
  const described = session.describe(`(${sql}\n)`);
  described.catch(() => undefined);
  const connection = await session.connect();
  try {
    const columns = await described;
    // One row more than asked tells whether there were more.
    const some = (most: number) => {
      const limited = `select * from (${sql}\n) limit ${most}`;
      if (signal?.aborted) throw new StatementCancelled("The statement was stopped.");
      const watch = signal ? { signal } : {};
      return session.reading(connection, limited, watch, () =>
        session.host.bytes(connection, limited, watch),
      );
    };
    const counted = await some(maxRows + 1);
    let rows = 0;
    for (const batch of RecordBatchReader.from(concat([counted, endMark]))) rows += batch.numRows;
    if (rows <= maxRows) return { ipc: counted, columns, truncated: false };
    return { ipc: await some(maxRows), columns, truncated: true };
  } finally {
    // Nobody waits for it: the rows are there.
    if (!session.host.isDead) session.host.disconnect(connection).catch(() => undefined);
  }
}
