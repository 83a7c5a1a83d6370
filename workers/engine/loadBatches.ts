import type { Column, Receipt } from "../../lib/engine/protocol.ts";
import type { DetectedFile } from "../../lib/ingest/detectFile.ts";
import { type BatchSink, IngestError, type ReadReport, textFormats } from "../../lib/ingest/types.ts";
import { addsUp } from "./addsUp.ts";
import { batchRows } from "./fixes/batchRows.ts";
import type { LoadContext } from "./loadContext.ts";
import { PooledSink } from "./partPool.ts";
import { readers } from "./readers.ts";
import { keepRejects } from "./rejects.ts";
import { withoutLeft } from "./rowChoice.ts";
import { keptName } from "./session.ts";
import { TableSink } from "./tableSink.ts";

/** Loads a file whose rows Eider's own readers make (see readers.ts) into a table, batch by batch. */
export async function loadBatches(context: LoadContext, detected: DetectedFile): Promise<Receipt> {
  const { session, request, startedAt } = context;
  const { file, relation } = request;
  const sink = new TableSink(session, context.choice);
  const pooled = context.pool && !context.choice ? new PooledSink(context.pool, relation, sink) : null;
  let report: ReadReport;
  let made: { columns: Column[]; loaded: number };
  try {
    report = await readFile(context, detected, pooled ?? sink);
    const inPool = (await pooled?.settle()) ?? false;
    await sink.flush();
    if (!sink.made && !inPool)
      throw new IngestError(
        `${file.name} holds no rows and no columns, so there is nothing to make a relation of.`,
      );
    context.signal.throwIfAborted();
    made = inPool
      ? { columns: report.columns, loaded: rowsInPool(context) }
      : await nameTable(context, sink.table);
  } catch (thrown) {
    await sink.discard();
    throw thrown;
  }
  const { columns, loaded } = made;
  const rejected = await keepRejects(session, relation, context.named, report.rejects);
  if (report.readAgain) context.keepReader(batchRows(session, report.readAgain));
  const receipt: Receipt = {
    file: file.name,
    source: relation,
    relation,
    format: detected.compression === "gzip" ? `${detected.format} (gzip)` : detected.format,
    encoding: report.encoding,
    rows: report.rows,
    exact: true,
    loaded: context.choice ? report.loaded : loaded,
    rejected,
    skipped: report.skipped,
    bytes: file.size,
    elapsedMs: performance.now() - startedAt,
    notes: [...report.notes, ...addsUp(report.rows, context.choice ? report.loaded : loaded, rejected)],
    error: null,
  };
  const told = context.choice ? withoutLeft(receipt, report.loaded - loaded) : receipt;
  context.onEvent({ type: "ready", relation, columns, receipt: told });
  return told;
}

/** Makes the relation of a table; its own count is what loaded. */
async function nameTable({ session, request }: LoadContext, table: string) {
  const columns = await session.describe(keptName(table));
  const loaded = await session.count(keptName(table));
  const from = columns.map((column) => column.name);
  const key = session.keep({ columns, rowCount: loaded, source: { table, from } });
  await session.setName(request.relation, key, "source");
  return { columns, loaded };
}

function rowsInPool({ pool, request }: LoadContext): number {
  const place = pool?.rowsOf(request.relation);
  return place ? place.to - place.from : 0;
}

async function readFile(context: LoadContext, detected: DetectedFile, sink: BatchSink): Promise<ReadReport> {
  const { signal, baseUrl, options } = context;
  const { file, relation } = context.request;
  const onProgress = (bytesDone: number, rowsDone: number) =>
    context.onEvent({ type: "progress", relation, bytesDone, bytesTotal: file.size, rowsDone });
  const reader = readers[detected.format];
  if (!reader) throw new IngestError(`${file.name} is in no format that Eider reads.`);
  const whole = wholeOf(file, detected);
  return (await reader())(file, { sink, options, onProgress, signal, baseUrl, whole });
}

/** A file whose head is all of it; a text's head may be in another character set than the text. */
function wholeOf(file: File, { format, compression, head }: DetectedFile): Uint8Array | null {
  if (textFormats.has(format) || compression !== "none") return null;
  return head.length === file.size ? head : null;
}
