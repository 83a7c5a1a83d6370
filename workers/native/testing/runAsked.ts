import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadRunner } from "../../../bin/run/loadRunner.mjs";
import type { BatchEvent } from "../../../lib/batch/batchEvents.ts";
import { NodeSandbox } from "../nodeSandbox.ts";
import { type BatchRequest, type BatchSurroundings, runNotebook } from "../runNotebook.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Runs a notebook in this process as a command line would, with what is left out as it is by default, but trusted. */
export async function runAsked(
  request: Partial<BatchRequest> & { notebook: string },
  change: Partial<BatchSurroundings> = {},
) {
  const { startThread } = await loadRunner();
  const events: BatchEvent[] = [];
  const asked = {
    inputs: {},
    params: {},
    out: null,
    allowHosts: [],
    notify: [],
    check: false,
    trust: true,
    verify: null,
    memory: null,
    spill: null,
  };
  const code = await runNotebook(
    { ...asked, ...request },
    {
      version: "0",
      samples: join(root, "samples"),
      parquetWasm: join(root, "node_modules/parquet-wasm/esm/parquet_wasm_bg.wasm"),
      sandbox: () => new NodeSandbox(startThread),
      tell: (event) => events.push(event),
      signal: new AbortController().signal,
      ...change,
    },
  );
  return { code, events };
}
