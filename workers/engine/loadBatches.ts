import type { Column, Receipt } from "../../lib/engine/protocol.ts";
import { type BatchSink, type DetectedFormat, IngestError, type ReadReport } from "../../lib/ingest/types.ts";
import { addsUp } from "./addsUp.ts";
import { parquetWasmPath } from "./parquetWasmPath.ts";
import { keepRejects } from "./rejects.ts";
import { keptName } from "./session.ts";
import type { LoadContext } from "./sources.ts";
import { TableSink } from "./tableSink.ts";

/** Loads a file whose rows Eider's own readers make (JSON, Parquet) into a table, batch by batch. */
export async function loadBatches(context: LoadContext, detected: DetectedFormat): Promise<Receipt> {
  const { session, request, startedAt } = context;
  const { file, relation } = request;
  const sink = new TableSink(session);
  let report: ReadReport;
  let columns: Column[];
  let loaded: number;
  try {
    report = await readFile(context, detected, sink);
    await sink.flush();
    if (!sink.made)
      throw new IngestError(
        `${file.name} holds no rows and no columns, so there is nothing to make a relation of.`,
      );
    columns = await session.describe(keptName(sink.table));
    loaded = await session.count(keptName(sink.table));
    context.signal.throwIfAborted();
  } catch (thrown) {
    await sink.discard();
    throw thrown;
  }
  const from = columns.map((column) => column.name);
  const key = session.keep({ columns, rowCount: loaded, source: { table: sink.table, from } });
  await session.setName(relation, key, "source");
  const rejected = await keepRejects(session, relation, file.name, report.rejects);
  const receipt: Receipt = {
    file: file.name,
    source: relation,
    relation,
    format: detected.compression === "gzip" ? `${detected.format} (gzip)` : detected.format,
    encoding: report.encoding,
    rows: report.rows,
    exact: true,
    loaded,
    rejected,
    skipped: report.skipped,
    bytes: file.size,
    elapsedMs: performance.now() - startedAt,
    notes: [...report.notes, ...addsUp(report.rows, loaded, rejected)],
    error: null,
  };
  context.onEvent({ type: "ready", relation, columns, receipt });
  return receipt;
}

async function readFile(
  context: LoadContext,
  detected: DetectedFormat,
  sink: BatchSink,
): Promise<ReadReport> {
  const { signal } = context;
  const { file, relation } = context.request;
  const onProgress = (bytesDone: number, rowsDone: number) =>
    context.onEvent({ type: "progress", relation, bytesDone, bytesTotal: file.size, rowsDone });
  switch (detected.format) {
    case "parquet":
      return (await import("../../lib/ingest/parquet/readParquet.ts")).readParquet(
        file,
        sink,
        { wasm: new URL(parquetWasmPath, context.baseUrl).href },
        onProgress,
        signal,
      );
    case "json":
    case "ndjson":
      return (await import("../../lib/ingest/json/readJsonFile.ts")).readJsonFile(
        file,
        detected,
        sink,
        onProgress,
        signal,
      );
    default:
      throw new IngestError(
        `${file.name} is in no format that Eider reads. CSV, TSV, JSON, NDJSON and Parquet load, each also gzipped.`,
      );
  }
}
