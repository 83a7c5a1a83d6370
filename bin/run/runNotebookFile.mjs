import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { isInstalled } from "../setup/isInstalled.mjs";
import { loadRunner } from "./loadRunner.mjs";
import { tellRun } from "./tellRun.mjs";

const projectRoot = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Runs a notebook; answers the exit code.
 * @param {ReturnType<import("./parseRun.mjs").parseRun>} asked
 */
export async function runNotebookFile({ request, json }) {
  const [runner, text] = await Promise.all([loadRunner(), readFile(`${projectRoot}package.json`, "utf8")]);
  const abort = new AbortController();
  // The second time there is no waiting for statements to stop.
  const stop = () => (abort.signal.aborted ? process.exit(runner.exitCodes.stopped) : abort.abort());
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, stop);
  const { stdout } = process;
  // Whoever read the lines may have gone: that is no failure of the run.
  stdout.on("error", (error) => (error.code === "EPIPE" ? undefined : abort.abort()));
  const tell = json
    ? (event) => stdout.write(`${JSON.stringify(event, plain)}\n`)
    : tellRun({ write: (line) => stdout.write(line), isTerminal: stdout.isTTY === true });
  try {
    const code = await runner.runNotebook(request, {
      version: JSON.parse(text).version,
      samples: `${projectRoot}${isInstalled ? "out/samples" : "samples"}`,
      parquetWasm: `${projectRoot}${isInstalled ? `out/${runner.parquetWasmPath}` : "node_modules/parquet-wasm/esm/parquet_wasm_bg.wasm"}`,
      sandbox: () => new runner.NodeSandbox(runner.startThread),
      tell,
      signal: abort.signal,
    });
    runner.keepCaches();
    return code;
  } finally {
    for (const signal of signals) process.off(signal, stop);
  }
}

/** JSON has no numbers of more than 53 bits. */
function plain(_key, value) {
  return typeof value === "bigint" ? String(value) : value;
}
