import type { SourceOptions } from "../../lib/engine/protocol.ts";
import type { HtmlReadOptions } from "../../lib/ingest/html/readHtmlTable.ts";
import type { BatchSink, FileFormat, ReadProgress, ReadReport } from "../../lib/ingest/types.ts";
import { IngestError } from "../../lib/ingest/types.ts";
import { importedOnce } from "./importedOnce.ts";
import { parquetWasmPath } from "./parquetWasmPath.ts";

/** What a reader is given beside the file. */
export interface ReadRun {
  sink: BatchSink;
  options: SourceOptions;
  onProgress: ReadProgress;
  signal: AbortSignal;
  /** All bytes of the file, where they were read to find out what it is. */
  whole?: Uint8Array | null;
  /** The address below which the app's files lie. */
  baseUrl: string;
}

type Reader = (file: File, run: ReadRun) => Promise<ReadReport>;

/**
 * The readers of formats whose rows come as batches, each fetched when first needed. They take a file as it is, or
 * inflated; text is UTF-8. Delimited text and databases have loaders of their own.
 */
export const readers: Partial<Record<FileFormat, () => Promise<Reader>>> = {
  parquet: importedOnce(async () => {
    const { readParquet } = await import("../../lib/ingest/parquet/readParquet.ts");
    return (file, { sink, baseUrl, whole, onProgress, signal }) =>
      readParquet(
        file,
        sink,
        { wasm: new URL(parquetWasmPath, baseUrl).href, whole: whole ?? null },
        onProgress,
        signal,
      );
  }),
  arrow: importedOnce(async () => {
    const { readArrow } = await import("../../lib/ingest/arrowfile/readArrow.ts");
    return (file, { sink, onProgress, signal }) => readArrow(file, sink, onProgress, signal);
  }),
  avro: importedOnce(async () => {
    const { readAvro } = await import("../../lib/ingest/avro/readAvro.ts");
    return (file, { sink, onProgress, signal }) => readAvro(file, sink, onProgress, signal);
  }),
  json: importedOnce(jsonReader),
  ndjson: importedOnce(jsonReader),
  workbook: importedOnce(async () => {
    const { readSheet } = await import("../../lib/ingest/excel/readSheet.ts");
    const { parseSheetOptions } = await import("../../lib/ingest/excel/parseSheetOptions.ts");
    return (file, { sink, options, onProgress, signal }) =>
      readSheet(file, sink, parseSheetOptions(options), onProgress, signal);
  }),
  log: importedOnce(async () => {
    const { readLog } = await import("../../lib/ingest/logs/readLog.ts");
    const { parseLogOptions } = await import("../../lib/ingest/logs/logOptions.ts");
    return (file, { sink, options, onProgress, signal }) => {
      const parsed = parseLogOptions(options);
      if (parsed.options === null) throw new IngestError(parsed.problem);
      return readLog(file, sink, parsed.options, onProgress, signal);
    };
  }),
  html: importedOnce(async () => {
    const { readHtmlTable } = await import("../../lib/ingest/html/readHtmlTable.ts");
    return (file, { sink, options, onProgress, signal }) =>
      readHtmlTable(file, sink, htmlOptions(options), onProgress, signal);
  }),
};

async function jsonReader(): Promise<Reader> {
  const { readJsonFile } = await import("../../lib/ingest/json/readJsonFile.ts");
  const { isGzip } = await import("../../lib/ingest/detectFormat.ts");
  return async (file, { sink, onProgress, signal }) => {
    const compression = isGzip(new Uint8Array(await file.slice(0, 2).arrayBuffer())) ? "gzip" : "none";
    return readJsonFile(file, { compression }, sink, onProgress, signal);
  };
}

function htmlOptions({ table, header }: SourceOptions): HtmlReadOptions {
  const options: HtmlReadOptions = {};
  if (typeof table === "number") options.table = table;
  if (typeof header === "boolean") options.header = header;
  return options;
}
