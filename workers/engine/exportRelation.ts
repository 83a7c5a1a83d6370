import type { ExportFormat, ExportResult, ExportTarget } from "../../lib/engine/protocol.ts";
import { exportProjection } from "../../lib/export/exportProjection.ts";
import { exportWriters } from "../../lib/export/exportWriters.ts";
import { quoteIdentifier } from "../../lib/sql/quote.ts";
import { openSink } from "../sinks/openSink.ts";
import { selectAll, type EngineSession } from "./session.ts";

/** How often the page hears of progress. */
const progressEveryMs = 250;

/**
 * Streams a relation into a file: one batch is in memory at a time, and the file appears under its name
 * only when it is whole.
 */
export async function exportRelation(
  session: EngineSession,
  name: string,
  format: ExportFormat,
  target: ExportTarget,
  options: Record<string, unknown>,
  onProgress: (rowsDone: number, rowsTotal: number) => void,
): Promise<ExportResult> {
  const kept = session.rowsOf(name);
  const query = kept ? selectAll(kept) : `select * from ${quoteIdentifier(name)}`;
  const columns = kept?.columns ?? (await session.describe(quoteIdentifier(name)));
  const rows = kept?.rowCount ?? (await session.count(quoteIdentifier(name)));
  const { select, notes } = exportProjection(format, columns);
  const connection = await session.host.connect();
  const sink = await openSink(target);
  let toldAt = performance.now();
  let bytes = 0;
  try {
    const batches = session.host.stream(connection, `select ${select.join(", ")} from (${query})`);
    const writer = exportWriters[format](batches, columns, {
      ...options,
      onRows: (rowsDone: number) => {
        if (performance.now() - toldAt < progressEveryMs) return;
        toldAt = performance.now();
        onProgress(rowsDone, rows);
      },
    });
    for await (const chunk of writer) {
      bytes += chunk.byteLength;
      await sink.write(chunk);
    }
    const file = await sink.close();
    return { rows, bytes, file, notes };
  } catch (thrown) {
    await sink.abort();
    throw thrown;
  } finally {
    if (!session.host.isDead) await session.host.disconnect(connection);
  }
}
