import {
  Compression,
  EnabledStatistics,
  type RecordBatch,
  Table,
  transformParquetStream,
  WriterPropertiesBuilder,
  writeParquet as writeTable,
} from "parquet-wasm/esm";
import { startParquetWasm } from "../ingest/parquet/parquetWasm.ts";
import type { ExportWriter } from "./exportWriters.ts";

/** Rows a row group: DuckDB's own default. */
const rowGroupRows = 122_880;
/** DuckDB's batches of 2,048 rows are handed on in bundles of about this size. */
const bundleBytes = 4 << 20;
const endOfStream = new Uint8Array([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]);

const codecs = {
  zstd: Compression.ZSTD,
  snappy: Compression.SNAPPY,
  gzip: Compression.GZIP,
  none: Compression.UNCOMPRESSED,
} as const;

/** The ways to compress a Parquet file, the best first. */
export type ParquetCodec = keyof typeof codecs;

/**
 * Parquet with zstd, or another `codec`, row groups of 122,880 rows, or of `rowGroup`, statistics of every page and row
 * group, and `metadata`, an object of texts, as key-value metadata. `wasm` is parquet-wasm's module, as for reading.
 */
export const writeParquet: ExportWriter = async function* (stream, _columns, options) {
  const { wasm, onRows, codec = "zstd", rowGroup = rowGroupRows, metadata } = options;
  await startParquetWasm(wasm as Parameters<typeof startParquetWasm>[0]);
  const properties = new WriterPropertiesBuilder()
    .setCompression(codecs[codec as ParquetCodec] ?? Compression.ZSTD)
    .setMaxRowGroupSize(Math.max(1, Number(rowGroup)))
    .setCreatedBy("Eider")
    .setStatisticsEnabled(EnabledStatistics.Page)
    .setKeyValueMetadata(new Map(textsOf(metadata)))
    .build();
  const batches = wasmBatches(stream, onRows);
  const first = await batches.next();
  if (first.done) {
    // A stream of no batches cannot be written; a table of no rows can.
    yield writeTable(Table.fromIPCStream(join([first.value, endOfStream])), properties);
    return;
  }
  let next: RecordBatch | null = first.value;
  const source = new ReadableStream<RecordBatch>(
    {
      async pull(controller) {
        if (next === null) {
          const { value, done } = await batches.next();
          next = done ? null : value;
        }
        if (next === null) controller.close();
        else controller.enqueue(next);
        next = null;
      },
      cancel: async () => {
        await batches.return(noSchema);
      },
    },
    { highWaterMark: 1 },
  );
  const reader = (await transformParquetStream(source, properties)).getReader();
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      yield value as Uint8Array;
    }
  } finally {
    await batches.return(noSchema);
  }
};

/** Keys and values; what is no text is written as JSON. */
function textsOf(metadata: unknown): [string, string][] {
  if (typeof metadata !== "object" || metadata === null) return [];
  return Object.entries(metadata).map(([key, value]) => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
}

const noSchema = new Uint8Array(0);

/** The stream's rows as record batches inside parquet-wasm; returns the schema message. */
async function* wasmBatches(
  stream: AsyncIterable<Uint8Array>,
  onRows?: (rowsDone: number) => void,
): AsyncGenerator<RecordBatch, Uint8Array> {
  let schema: Uint8Array | null = null;
  let bundle: Uint8Array[] = [];
  let bytes = 0;
  let rowsDone = 0;
  function* flush(): Generator<RecordBatch> {
    if (!schema) return;
    const table = Table.fromIPCStream(join([schema, ...bundle, endOfStream]));
    bundle = [];
    bytes = 0;
    for (const batch of table.recordBatches()) {
      rowsDone += batch.numRows;
      yield batch;
    }
    onRows?.(rowsDone);
  }
  for await (const message of stream) {
    if (!schema) {
      schema = message;
      continue;
    }
    bundle.push(message);
    bytes += message.byteLength;
    if (bytes >= bundleBytes) yield* flush();
  }
  if (bundle.length > 0) yield* flush();
  return schema ?? noSchema;
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.byteLength;
  }
  return all;
}
