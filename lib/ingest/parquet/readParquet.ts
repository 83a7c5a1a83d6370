import { Schema } from "apache-arrow";
import type { InitInput } from "parquet-wasm/esm";
import { duckTypeOf } from "../arrow/duckTypeOf.ts";
import { ipcOf } from "../arrow/ipcOf.ts";
import { isGzip } from "../detectFormat.ts";
import { gunzip } from "../gunzip.ts";
import { type BatchSink, IngestError, type ReadProgress, type ReadReport } from "../types.ts";
import { batchRows } from "./batchRows.ts";
import { type ColumnRewrite, rewritesOf } from "./duckArrow.ts";
import { groupRanges } from "./groupRanges.ts";
import { hyparquetBatch, hyparquetSchema } from "./hyparquetBatches.ts";
import { type Int96Found, int96Leaves } from "./int96Leaves.ts";
import { damaged, type ParquetFooter, readFooter } from "./parquetFooter.ts";
import { type ParquetLeaf, parquetLeaves } from "./parquetLeaves.ts";
import { type DecodedBatches, isWorthWasm, startParquetWasm, wasmBatches } from "./parquetWasm.ts";
import { AheadFile, heldFile, type RandomFile } from "./randomFile.ts";
import { rewrittenIpc } from "./rewrittenIpc.ts";
import { storedNotes } from "./typeNotes.ts";

export interface ParquetOptions {
  /** The address, bytes or module of parquet-wasm's esm/parquet_wasm_bg.wasm; null reads in plain JavaScript. */
  wasm: InitInput | null;
  /** All bytes of the file, where they are read already. */
  whole?: Uint8Array | null;
}

/**
 * Reads a Parquet file, row group by row group: with parquet-wasm, or where that refuses it, in plain JavaScript.
 * A file inside gzip is inflated as a whole first, since its end is needed before its beginning.
 * Times adjusted to UTC become plain TIMESTAMP in UTC. Throws an IngestError where the file cannot be read.
 */
export async function readParquet(
  given: Blob,
  sink: BatchSink,
  options: ParquetOptions,
  onProgress: ReadProgress,
  signal: AbortSignal,
): Promise<ReadReport> {
  const { file, footer } = await opened(given, options.whole ?? null, signal);
  file.begin?.(footer.groupRows.findIndex((rows) => rows > 0));
  const leaves = parquetLeaves(footer.metadata.schema);
  const run: Run = { file, footer, leaves, sink, onProgress, signal, appended: 0 };
  const int96 = await int96Leaves(footer, leaves, signal).catch(
    (): Int96Found => ({ micros: new Set(), beyondNanoseconds: false }),
  );
  signal.throwIfAborted();
  const fast = int96.beyondNanoseconds
    ? "its INT96 times go beyond the years 1677 to 2262"
    : await readFast(run, options, int96.micros);
  const schema = typeof fast === "string" ? await readSlowly(run, fast) : fast;
  if (run.appended !== footer.rows) {
    throw damaged(`its footer promises ${footer.rows} rows and ${run.appended} were found`);
  }
  return {
    rows: footer.rows,
    loaded: run.appended,
    rejects: [],
    skipped: [],
    notes: storedNotes(
      leaves,
      schema.fields.map(({ name }) => name),
      typeof fast === "string",
    ),
    encoding: null,
    columns: schema.fields.map((field) => ({ name: field.name, type: duckTypeOf(field) })),
  };
}

async function opened(
  given: Blob,
  whole: Uint8Array | null,
  signal: AbortSignal,
): Promise<{ file: RandomFile; footer: ParquetFooter }> {
  if (whole && !isGzip(whole)) {
    const file = heldFile(whole);
    return { file, footer: await readFooter(file) };
  }
  const file = await inflatedFile(given, signal);
  const footer = await readFooter(file);
  return { file: new AheadFile(file, groupRanges(footer)), footer };
}

async function inflatedFile(file: Blob, signal: AbortSignal): Promise<Blob> {
  const head = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (!isGzip(head)) return file;
  return new Response(gunzip(file).pipeThrough(new TransformStream(), { signal })).blob();
}

interface Run {
  file: RandomFile;
  footer: ParquetFooter;
  leaves: ParquetLeaf[];
  sink: BatchSink;
  onProgress: ReadProgress;
  signal: AbortSignal;
  appended: number;
}

/** Reads with parquet-wasm; answers the schema, or why it cannot. Failures of the sink are thrown. */
async function readFast(
  run: Run,
  { wasm }: ParquetOptions,
  micros: ReadonlySet<number>,
): Promise<Schema | string> {
  const { footer, file, leaves } = run;
  // Plain JavaScript keeps INT96 times to the microsecond alone.
  const isPlain = !isWorthWasm(file.size) && leaves.every(({ kind }) => kind !== "int96");
  if (wasm === null || isPlain) return "parquet-wasm is not to be used";
  const memory = await startParquetWasm(wasm);
  const requests = [...footer.groupRows.entries()]
    .filter(([, rows]) => rows > 0)
    .map(([group, rows]) => ({ group, rows, batchRows: batchRows(footer, group) }));
  const batches = wasmBatches(memory, file, requests);
  let rewrites: ColumnRewrite[] | null = null;
  let schema: Schema | null = null;
  for (;;) {
    const batch = await nextOf(batches);
    if (batch.status === "failed") return batch.why;
    if (batch.status === "end") break;
    rewrites ??= rewritesOf(batch.decoded.schema, leaves, micros);
    if (!rewrites) return "it holds a type that parquet-wasm misreads";
    schema ??= new Schema(rewrites.map((rewrite) => rewrite.field));
    await append(run, rewrittenIpc(batch.decoded, rewrites, schema), footer.rows > 0);
    tellProgress(run);
  }
  if (run.appended !== footer.rows) return "parquet-wasm gave another number of rows";
  return schema ?? "it has no schema";
}

type Next =
  | { status: "batch"; decoded: DecodedBatches }
  | { status: "end" }
  | { status: "failed"; why: string };

async function nextOf(batches: ReturnType<typeof wasmBatches>): Promise<Next> {
  try {
    const { done, value } = await batches.next();
    return done ? { status: "end" } : { status: "batch", decoded: value };
  } catch (problem) {
    return { status: "failed", why: problem instanceof Error ? problem.message : String(problem) };
  }
}

async function readSlowly(run: Run, why: string): Promise<Schema> {
  const { footer, sink } = run;
  if (run.appended > 0) await sink.restart();
  run.appended = 0;
  const schema = hyparquetSchema(footer);
  if (footer.groupRows.length === 0) await append(run, { ipc: ipcOf(schema, []), rows: 0 }, false);
  for (const [group, rows] of footer.groupRows.entries()) {
    let ipc: Uint8Array;
    try {
      ipc = await hyparquetBatch(footer, group);
    } catch (problem) {
      const message = problem instanceof Error ? problem.message : String(problem);
      throw problem instanceof IngestError
        ? problem
        : damaged(`row group ${group + 1} of ${footer.groupRows.length} cannot be read (${message}; ${why})`);
    }
    await append(run, { ipc, rows }, footer.rows > 0);
    tellProgress(run);
  }
  return schema;
}

async function append(run: Run, batch: { ipc: Uint8Array; rows: number }, skipEmpty: boolean): Promise<void> {
  run.signal.throwIfAborted();
  if (batch.rows === 0 && skipEmpty) return;
  await run.sink.append(batch.ipc);
  run.appended += batch.rows;
}

/** Bytes in proportion to rows: the file does not tell where in a row group a row ends. */
function tellProgress({ footer, file, appended, onProgress }: Run): void {
  onProgress(footer.rows > 0 ? Math.round((file.size * appended) / footer.rows) : file.size, appended);
}
