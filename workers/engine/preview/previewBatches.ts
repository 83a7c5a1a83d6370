import { tableFromIPC } from "apache-arrow";
import { type PreviewRow, previewRows } from "../../../lib/engine/sourcePreview.ts";
import { asUtf8 } from "../../../lib/ingest/asUtf8.ts";
import { type BatchSink, IngestError, type ReadReport } from "../../../lib/ingest/types.ts";
import { decodeTextPage } from "../../../lib/table/textPage.ts";
import { readers } from "../readers.ts";
import { type EngineSession, keptName } from "../session.ts";
import { TableSink } from "../tableSink.ts";
import type { PreviewBody, PreviewContext } from "./PreviewBody.ts";

/** Files up to this size are read whole, so that their rejected rows and notes are known. */
const wholeBytes = 1 << 20;
/** So much of a text in another character set than UTF-8 is decoded. */
const decodedBytes = 16 << 20;

/** Previews what Eider's own readers read: their first batches, made text by DuckDB. */
export async function previewBatches(context: PreviewContext): Promise<PreviewBody> {
  const { body, report } = await readFirst(context, await readableFile(context));
  return { ...body, rows: [...rejectedRows(report), ...(body.rows ?? [])] };
}

/** The first rows of a file, with its reader's report where it was read to its end. */
export async function readFirst(
  context: PreviewContext,
  file: File,
): Promise<{ body: PreviewBody; report: ReadReport | null }> {
  const reader = await readers[context.detected.format]?.();
  if (!reader) throw new IngestError(`${file.name} is in no format that Eider reads.`);
  const sink = new FirstRows(context.session, file.size > wholeBytes);
  const abort = new AbortController();
  const { options, baseUrl } = context;
  let report: ReadReport | null = null;
  try {
    report = await reader(file, {
      sink,
      options,
      baseUrl,
      onProgress: () => undefined,
      signal: abort.signal,
    }).catch((thrown: unknown) => {
      abort.abort();
      // Readers may pass on what the sink threw in a wrapping of their own.
      if (sink.hasEnough) return null;
      throw thrown;
    });
    return { body: await bodyOf(context.session, sink, report), report };
  } finally {
    await sink.table.discard();
  }
}

async function bodyOf(
  session: EngineSession,
  sink: FirstRows,
  report: ReadReport | null,
): Promise<PreviewBody> {
  await sink.table.flush();
  if (!sink.table.made) return { problem: "It holds no rows and no columns." };
  const { table } = sink.table;
  const columns = await session.describe(keptName(table));
  const count = await session.count(keptName(table));
  const rowCount = Math.min(count, previewRows);
  const from = columns.map(({ name }) => name);
  const page = decodeTextPage(
    await session.page({ columns, rowCount, source: { table, from } }, 0, rowCount),
  );
  const rows = Array.from({ length: rowCount }, (_, row) => ({
    line: null,
    cells: columns.map((_, column) => page.cell(row, column)),
    problem: null,
  }));
  return {
    columns: columns.map((column) => ({ ...column, note: null })),
    rows,
    isWhole: report !== null && count <= previewRows,
    notes: report?.notes ?? ["types are those of the first rows; later rows may widen them"],
  };
}

/** The rows that were rejected, a few of them, with what they say. */
export function rejectedRows(report: ReadReport | null, most = 10): PreviewRow[] {
  return (report?.rejects ?? []).slice(0, most).map(({ line, raw, column, reason }) => ({
    line,
    cells: [raw],
    problem: column === null ? reason : `${column}: ${reason}`,
  }));
}

/** The file as its reader takes it: text in UTF-8. */
async function readableFile({ part, detected }: PreviewContext): Promise<File> {
  const { charset, compression } = detected;
  if (charset === null || charset.label === "utf-8") return part.file;
  const isLong = compression === "none" && part.file.size > decodedBytes;
  // Its bytes, not the slice: of a file of another host that would be empty.
  const head = isLong
    ? new File([await part.file.slice(0, decodedBytes).arrayBuffer()], part.file.name)
    : part.file;
  const quiet = { signal: new AbortController().signal, onBytes: () => undefined };
  return (await asUtf8(head, charset.label, compression, quiet)).file;
}

/** A table of the first batches; told to stop, it ends the reader once it has rows enough. */
class FirstRows implements BatchSink {
  readonly table: TableSink;
  hasEnough = false;
  private rows = 0;

  constructor(
    session: EngineSession,
    private readonly stops: boolean,
  ) {
    this.table = new TableSink(session);
  }

  async append(ipc: Uint8Array): Promise<void> {
    this.rows += tableFromIPC(ipc).numRows;
    await this.table.append(ipc);
    if (!this.stops || this.rows < previewRows) return;
    this.hasEnough = true;
    throw new IngestError("These rows are enough for a preview.");
  }

  async restart(): Promise<void> {
    this.rows = 0;
    await this.table.restart();
  }
}
