import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";

const require = createRequire(import.meta.url);
const dist = (file: string) => require.resolve(`@duckdb/duckdb-wasm/dist/${file}`);

/** Where the published `eh` engine lies in node_modules. */
export const wasmPath = (): string => dist("duckdb-eh.wasm");

let compiled: WebAssembly.Module | null = null;

/** DuckDB, compiled once for all engines of a process: each would take three seconds of a processor for that. */
function compiledDuck(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(readFileSync(wasmPath()));
  return compiled;
}

/** In the thread: hands out the compiled DuckDB for its bytes, and leaves side modules to be compiled there. */
const usingCompiled = `
  const { compiled, bytes } = require("node:worker_threads").workerData;
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (source, imports) =>
    source.byteLength === bytes
      ? { module: compiled, instance: await instantiate(compiled, imports) }
      : instantiate(source, imports);`;

/**
 * DuckDB's own worker script run in a Node worker thread, behind as much of the browser's Worker
 * as AsyncDuckDB uses. Tests run the very engine that ships, without a browser.
 */
export class NodeWorker extends EventTarget {
  private readonly thread: Worker;
  /** `prelude` runs before DuckDB's script, in its thread. */
  constructor(prelude = "") {
    super();
    const script = `
      const { parentPort } = require("node:worker_threads");
      globalThis.self = globalThis;
      ${usingCompiled}
      ${prelude}
      globalThis.postMessage = (data, transfer) => parentPort.postMessage(data, transfer);
      parentPort.on("message", (data) => globalThis.onmessage({ data }));
      require(${JSON.stringify(dist("duckdb-node-eh.worker.cjs"))});`;
    const workerData = { compiled: compiledDuck(), bytes: statSync(wasmPath()).size };
    this.thread = new Worker(script, { eval: true, workerData });
    this.thread.on("message", (data) => this.dispatchEvent(new MessageEvent("message", { data })));
    this.thread.on("error", (error) => this.dispatchEvent(Object.assign(new Event("error"), { error })));
    this.thread.on("exit", () => this.dispatchEvent(new Event("close")));
  }
  postMessage(data: unknown, transfer: ArrayBuffer[] = []): void {
    this.thread.postMessage(data, transfer);
  }
  terminate(): void {
    void this.thread.terminate();
  }
}
