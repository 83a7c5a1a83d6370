import type { ExportFormat, ExportResult, ExportTarget } from "../../lib/engine/protocol.ts";
import { exportWriters } from "../../lib/export/exportWriters.ts";
import { openSink } from "../sinks/openSink.ts";
import { parquetWasmPath } from "./parquetWasmPath.ts";
import type { EngineSession } from "./session.ts";
import { fileRows, plannedRows } from "./writeOut/plannedRows.ts";

/** How often the page hears of progress. */
const progressEveryMs = 250;

export interface ExportSetting {
  onProgress: (rowsDone: number, rowsTotal: number) => void;
  signal: AbortSignal;
  /** Where the Parquet writer is fetched from. */
  baseUrl: string;
}

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
  { onProgress, signal, baseUrl }: ExportSetting,
): Promise<ExportResult> {
  const planned = await plannedRows(session, name);
  const { rows } = planned;
  const { columns, sql, notes } = await fileRows(session, planned, { format, partitionBy: [], options });
  const connection = await session.connect();
  const sink = await openSink(target);
  let toldAt = performance.now();
  let bytes = 0;
  try {
    const batches = session.stream(connection, sql, { signal });
    const writer = exportWriters[format](batches, columns, {
      ...options,
      relation: name,
      rows,
      wasm: new URL(parquetWasmPath, baseUrl),
      onRows: (rowsDone: number) => {
        if (performance.now() - toldAt < progressEveryMs) return;
        toldAt = performance.now();
        onProgress(rowsDone, rows);
      },
    });
    for await (const chunk of writer) {
      bytes += chunk.byteLength;
      await sink.write(chunk);
      signal.throwIfAborted();
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
