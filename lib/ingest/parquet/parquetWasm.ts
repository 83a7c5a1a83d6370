import { type RecordBatch, RecordBatchReader, Schema } from "apache-arrow";
import init, {
  type InitInput,
  type InitOutput,
  ParquetFile,
  type RecordBatch as WasmBatch,
} from "parquet-wasm/esm";
import { ffiBatch, isFfiReadable } from "./ffiData.ts";
import type { RandomFile } from "./randomFile.ts";

let started: Promise<InitOutput> | null = null;
let given: (() => Promise<InitInput>) | null = null;
let smallestBytes = 0;

/**
 * Where the module comes from outside a browser, where no address of it can be fetched. A file of less than `fromBytes` is
 * read in plain JavaScript, since the module takes longer to start than such a file to be read.
 */
export function giveParquetWasm(load: () => Promise<InitInput>, fromBytes = 0): void {
  given = load;
  smallestBytes = fromBytes;
}

/** Whether a file of this size is read by parquet-wasm. */
export function isWorthWasm(sizeBytes: number): boolean {
  return sizeBytes >= smallestBytes;
}

/** Starts parquet-wasm once and gives its memory; `wasm` is the address, the bytes or the module of parquet_wasm_bg.wasm. */
export async function startParquetWasm(wasm: InitInput): Promise<WebAssembly.Memory> {
  if (!started) {
    watchMicrotasks();
    started = given
      ? given().then((module_or_path) => init({ module_or_path }))
      : init({ module_or_path: wasm });
  }
  try {
    return (await started).memory;
  } catch (problem) {
    started = null;
    throw new Error(
      `The Parquet reader did not start: ${problem instanceof Error ? problem.message : problem}`,
    );
  }
}

/** Row groups to read, in order, and how many rows a batch may hold. */
export interface GroupRequest {
  group: number;
  rows: number;
  batchRows: number;
}

/** What parquet-wasm decoded: with `ipc`, the same as a complete IPC stream, where it had to be made anyway. */
export interface DecodedBatches {
  schema: Schema;
  batches: RecordBatch[];
  ipc: Uint8Array | null;
}

/** A file that parquet-wasm has read the footer of. */
export interface WasmFile {
  parquet: ParquetFile;
  file: RandomFile;
  head: DecodedBatches;
}

export async function openWasmFile(file: RandomFile): Promise<WasmFile> {
  // It asks a Blob only for its size and for slices.
  const parquet = await settled(() => ParquetFile.fromFile(file as Blob));
  return { parquet, file, head: fromIpc(parquet.schema().intoIPCStream()) };
}

/**
 * The record batches of row groups, read and decoded as they are asked for. They are views of parquet-wasm's memory:
 * right only until the next ones are asked for.
 */
export async function* wasmBatches(
  memory: WebAssembly.Memory,
  file: RandomFile,
  requests: readonly GroupRequest[],
): AsyncGenerator<DecodedBatches> {
  const opened = await openWasmFile(file);
  // Without rows there is no batch, but there is a schema.
  if (requests.length === 0) yield opened.head;
  yield* groupBatches(memory, opened, requests, null);
  // Only here: after a trap the object is still borrowed, and freeing it would trap again.
  opened.parquet.free();
}

/**
 * As `wasmBatches`, of a file that is open. `columns` are the top-level columns to read, by names that no other column has
 * or begins with; null for all.
 */
export async function* groupBatches(
  memory: WebAssembly.Memory,
  { parquet, file, head }: WasmFile,
  requests: readonly GroupRequest[],
  columns: readonly string[] | null,
): AsyncGenerator<DecodedBatches> {
  const schema = columns === null ? head.schema : projected(head.schema, columns);
  const isDirect = isFfiReadable(schema);
  for (const [index, { group, rows, batchRows }] of requests.entries()) {
    const next = requests[index + 1];
    if (next) file.begin?.(next.group);
    // A batch must not be larger than what the footer says of the group, or arrow-rs makes batches of no rows.
    const options = {
      rowGroups: [group],
      batchSize: Math.min(rows, batchRows),
      ...(columns !== null && { columns: [...columns] }),
    };
    const reader = (await settled(() => parquet.stream(options))).getReader();
    let isOver = false;
    try {
      for (;;) {
        const { done, value } = await settled(() => reader.read());
        isOver = done;
        if (done) break;
        yield* isDirect ? direct(value, schema, memory) : [fromIpc(value.intoIPCStream())];
      }
    } finally {
      // Nobody wants the rest; after a trap it does not end any more.
      if (!isOver) void reader.cancel().catch(() => undefined);
    }
  }
}

function projected(schema: Schema, columns: readonly string[]): Schema {
  const names = new Set(columns);
  return new Schema(schema.fields.filter(({ name }) => names.has(name)));
}

/** A batch without a copy: an IPC stream would be written inside, copied out, and copied once more when changed. */
function* direct(value: WasmBatch, schema: Schema, memory: WebAssembly.Memory): Generator<DecodedBatches> {
  const shared = value.toFFI();
  const batch = ffiBatch(memory.buffer, shared.arrayAddr(), schema);
  if (batch) yield { schema, batches: [batch], ipc: null };
  shared.free();
  if (batch) value.free();
  else yield fromIpc(value.intoIPCStream());
}

function fromIpc(ipc: Uint8Array): DecodedBatches {
  const reader = RecordBatchReader.from(ipc).open();
  const { schema } = reader;
  return { schema, batches: [...reader], ipc };
}

const waiting = new Set<(problem: Error) => void>();

/**
 * A trap inside parquet-wasm is thrown from a microtask, where nothing catches it, and the promise it leaves never
 * settles. So microtasks are watched from its start on.
 */
function watchMicrotasks(): void {
  const original = globalThis.queueMicrotask;
  globalThis.queueMicrotask = (callback) =>
    original(() => {
      try {
        callback();
      } catch (problem) {
        if (!(problem instanceof WebAssembly.RuntimeError)) throw problem;
        for (const fail of [...waiting]) fail(problem);
      }
    });
}

async function settled<T>(call: () => Promise<T>): Promise<T> {
  let fail: (problem: Error) => void = () => undefined;
  const trap = new Promise<never>((_, reject) => {
    fail = reject;
    waiting.add(fail);
  });
  try {
    return await Promise.race([call(), trap]);
  } finally {
    waiting.delete(fail);
  }
}
