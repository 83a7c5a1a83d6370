import type { ReadAgain } from "../../../lib/ingest/types.ts";
import type { EngineSession } from "../session.ts";
import { TableSink } from "../tableSink.ts";
import type { RowReader, RowsRead } from "./RowReader.ts";

/** Corrected rows by the reader that made the file's rows. */
export function batchRows(session: EngineSession, readAgain: ReadAgain): RowReader {
  return { read: (texts) => readBatches(session, readAgain, texts) };
}

/** Reads texts into a new table. */
export async function readBatches(
  session: EngineSession,
  readAgain: ReadAgain,
  texts: readonly string[],
): Promise<RowsRead> {
  const sink = new TableSink(session);
  try {
    const problems = await readAgain(texts, sink);
    await sink.flush();
    return { table: sink.made ? sink.table : null, problems };
  } catch (thrown) {
    await sink.discard();
    throw thrown;
  }
}
