import init, { type InitInput, ParquetFile } from "parquet-wasm/esm";

let started: Promise<unknown> | null = null;
let trapped = false;

/** False once parquet-wasm has trapped: its queue of futures then never moves again. */
export function parquetWasmWorks(): boolean {
  return !trapped;
}

/** Starts parquet-wasm once; `wasm` is the address, the bytes or the module of parquet_wasm_bg.wasm. */
export async function startParquetWasm(wasm: InitInput): Promise<void> {
  started ??= init({ module_or_path: wasm });
  try {
    await started;
  } catch (problem) {
    started = null;
    throw problem;
  }
}

/** The record batches of one row group, each as a complete IPC stream, read and decoded as they are asked for. */
export async function* wasmBatches(file: Blob, group: number, rows: number): AsyncGenerator<Uint8Array> {
  const parquet = await settled(() => ParquetFile.fromFile(file));
  try {
    if (rows === 0) {
      yield parquet.schema().intoIPCStream();
      return;
    }
    const stream = await settled(() => parquet.stream({ rowGroups: [group], batchSize: Math.min(rows, 122_880) }));
    const reader = stream.getReader();
    for (;;) {
      const { done, value } = await settled(() => reader.read());
      if (done) return;
      yield value.intoIPCStream();
    }
  } finally {
    if (!trapped) parquet.free();
  }
}

/**
 * A trap inside parquet-wasm is thrown from a microtask, where nothing catches it, and the promise it leaves never
 * settles. So its microtasks are watched while a call of it is under way.
 */
async function settled<T>(call: () => Promise<T>): Promise<T> {
  const original = globalThis.queueMicrotask;
  let fail: (problem: Error) => void = () => undefined;
  const trap = new Promise<never>((_, reject) => {
    fail = reject;
  });
  globalThis.queueMicrotask = (callback) =>
    original(() => {
      try {
        callback();
      } catch (problem) {
        if (!(problem instanceof WebAssembly.RuntimeError)) throw problem;
        trapped = true;
        fail(problem);
      }
    });
  try {
    return await Promise.race([call(), trap]);
  } finally {
    globalThis.queueMicrotask = original;
  }
}
