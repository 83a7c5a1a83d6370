import type { Receipt } from "../../lib/engine/protocol.ts";
import { type BatchSink, type DetectedFormat, IngestError, type ReadReport } from "../../lib/ingest/types.ts";
import { addsUp } from "./addsUp.ts";
import { keptSchema } from "./keptResults.ts";
import { parquetWasmPath } from "./parquetWasmPath.ts";
import { keepRejects } from "./rejects.ts";
import { type EngineSession, keptName } from "./session.ts";
import type { LoadContext } from "./sources.ts";

/** Loads a file whose rows Eider's own readers make (JSON, Parquet, Arrow, Avro) into a table, batch by batch. */
export async function loadBatches(context: LoadContext, detected: DetectedFormat): Promise<Receipt> {
  const { session, request, startedAt } = context;
  const { file, relation } = request;
  const sink = new TableSink(session);
  let report: ReadReport;
  try {
    report = await readFile(context, detected, sink);
    await sink.flush();
  } catch (thrown) {
    await sink.discard();
    throw thrown;
  }
  if (!sink.made)
    throw new IngestError(
      `${file.name} holds no rows and no columns, so there is nothing to make a relation of.`,
    );
  const columns = await session.describe(keptName(sink.table));
  const loaded = await session.count(keptName(sink.table));
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
  const { file, relation } = context.request;
  const onProgress = (bytesDone: number, rowsDone: number) =>
    context.onEvent({ type: "progress", relation, bytesDone, bytesTotal: file.size, rowsDone });
  const signal = new AbortController().signal;
  switch (detected.format) {
    case "parquet":
      return (await import("../../lib/ingest/parquet/readParquet.ts")).readParquet(
        file,
        sink,
        { wasm: new URL(parquetWasmPath, context.baseUrl).href },
        onProgress,
        signal,
      );
    case "arrow":
      return (await import("../../lib/ingest/arrowfile/readArrow.ts")).readArrow(
        file,
        sink,
        onProgress,
        signal,
      );
    case "avro":
      return (await import("../../lib/ingest/avro/readAvro.ts")).readAvro(file, sink, onProgress, signal);
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
        `${file.name} is in no format that Eider reads. CSV, TSV, JSON, NDJSON, Parquet, Arrow and Avro load, each also gzipped, and DuckDB databases.`,
      );
  }
}

/** Appends batches to one table. One insert is under way while the reader makes the next batch, never more. */
class TableSink implements BatchSink {
  table: string;
  made = false;
  private insert: Promise<void> = Promise.resolve();

  constructor(private readonly session: EngineSession) {
    this.table = session.kept.newTable("s");
  }

  async append(ipc: Uint8Array): Promise<void> {
    await this.insert;
    const create = !this.made;
    this.made = true;
    this.insert = this.session.host.insert(ipc, keptSchema, this.table, create);
    // Awaited by the next append or by flush; until then nobody else may call it unhandled.
    this.insert.catch(() => undefined);
  }

  async restart(): Promise<void> {
    await this.discard();
    this.table = this.session.kept.newTable("s");
    this.made = false;
    this.insert = Promise.resolve();
  }

  flush(): Promise<void> {
    return this.insert;
  }

  async discard(): Promise<void> {
    await this.insert.catch(() => undefined);
    if (this.session.host.isDead) return;
    await this.session.control(`drop table if exists ${keptName(this.table)}`);
  }
}
