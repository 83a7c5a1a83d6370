import init, { type InitInput, ParquetFile } from "parquet-wasm/esm";

let started: Promise<unknown> | null = null;

/** Starts parquet-wasm once; `wasm` is the address, the bytes or the module of parquet_wasm_bg.wasm. */
export async function startParquetWasm(wasm: InitInput): Promise<void> {
  if (!started) {
    watchMicrotasks();
    started = init({ module_or_path: wasm });
  }
  try {
    await started;
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

/** The record batches of row groups, each as a complete IPC stream, read and decoded as they are asked for. */
export async function* wasmBatches(
  file: Blob,
  requests: readonly GroupRequest[],
): AsyncGenerator<Uint8Array> {
  const parquet = await settled(() => ParquetFile.fromFile(file));
  // Without rows there is no batch, but there is a schema.
  if (requests.length === 0) yield parquet.schema().intoIPCStream();
  for (const { group, rows, batchRows } of requests) {
    // A batch must not be larger than what the footer says of the group, or arrow-rs makes batches of no rows.
    const options = { rowGroups: [group], batchSize: Math.min(rows, batchRows) };
    const reader = (await settled(() => parquet.stream(options))).getReader();
    for (;;) {
      const { done, value } = await settled(() => reader.read());
      if (done) break;
      yield value.intoIPCStream();
    }
  }
  // Only here: after a trap the object is still borrowed, and freeing it would trap again.
  parquet.free();
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
