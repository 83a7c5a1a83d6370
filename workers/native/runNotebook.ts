import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { checkingCells, endCells, runsTypeScript } from "../../lib/batch/batchCells.ts";
import { type BatchEvent, type ExitCode, exitCodes, type WrittenFile } from "../../lib/batch/batchEvents.ts";
import type { BatchManifest } from "../../lib/batch/batchManifest.ts";
import type { EngineApi } from "../../lib/engine/protocol.ts";
import { fingerprintOf } from "../../lib/ingest/fingerprint.ts";
import { giveParquetWasm } from "../../lib/ingest/parquet/parquetWasm.ts";
import type { Sandbox } from "../../lib/sandbox/sandbox.ts";
import { manifestText } from "../../lib/writeOut/manifestText.ts";
import { toldLocation } from "../../lib/writeOut/toldLocation.ts";
import { createEngine } from "../engine/createEngine.ts";
import type { DuckHost } from "../engine/duckHost.ts";
import type { StartedDuckDB } from "../engine/startedDuckDB.ts";
import { BatchError, orThrow, reasonOf } from "./BatchError.ts";
import { BatchExports } from "./batchExports.ts";
import { documentOf, isBelowHere, openSources, refuseForeignCode, wantedOf } from "./batchInput.ts";
import { compare, digests, failureOf } from "./batchOutcome.ts";
import { type BatchOutput, outputAt } from "./batchOutput.ts";
import { BatchRun } from "./batchRun.ts";
import type { OpenedSource } from "./batchSources.ts";
import type { AwsSurroundings } from "./elsewhere/awsSettings.ts";
import { Elsewhere } from "./elsewhere/Elsewhere.ts";
import { thisMachine } from "./elsewhere/thisMachine.ts";
import { notifySubscribers, subscribers } from "./notifySubscribers.ts";
import { startNative } from "./startNative.ts";
import { fileNameOf, writeRelation } from "./writeOutputs.ts";

export interface BatchRequest {
  notebook: string;
  inputs: Readonly<Record<string, string>>;
  params: Readonly<Record<string, string>>;
  /** A folder or `s3://bucket/prefix/` to write to; null writes nothing. */
  out: string | null;
  /** Hosts and buckets from which sources may be read that the notebook itself names, as `--allow-host` has them. */
  allowHosts: readonly string[];
  /** Who is told what was written: webhooks and marker objects. */
  notify: readonly string[];
  /** Runs only the cells that decide whether data may pass, with what they need. */
  check: boolean;
  trust: boolean;
  /** A manifest to compare with; null compares nothing. */
  verify: string | null;
  memory: string | null;
  spill: string | null;
}

/** What a run has of its surroundings. */
export interface BatchSurroundings {
  version: string;
  /** The folder of the samples that come with the app, and parquet-wasm's module. */
  samples: string;
  parquetWasm: string;
  sandbox: () => Sandbox & { prepare?(): void };
  /** Another DuckDB than the native one, to compare with. */
  startDuckDB?: (folder: string) => Promise<StartedDuckDB>;
  /** Another environment and network than this machine's. */
  machine?: AwsSurroundings;
  tell: (event: BatchEvent) => void;
  signal: AbortSignal;
}

/** What a run has of its own, and is gone with it. */
interface RunPlace {
  /** A folder for what it fetches, and makes for elsewhere. */
  folder: string;
  output: BatchOutput | null;
  machine: AwsSurroundings;
  elsewhere: () => Elsewhere;
}

/** Runs a notebook from the disk to its end; never rejects. What it made on its way is gone then. */
export async function runNotebook(asked: BatchRequest, around: BatchSurroundings): Promise<ExitCode> {
  const startedAt = performance.now();
  const end = (code: ExitCode, message: string) => {
    around.tell({ event: "end", code, elapsedMs: performance.now() - startedAt, message });
    return code;
  };
  const folder = await mkdtemp(join(tmpdir(), "eider-run-"));
  const machine = around.machine ?? thisMachine();
  let network: Elsewhere | null = null;
  const elsewhere = () => {
    network ??= new Elsewhere(machine, around.signal);
    return network;
  };
  let spill: string | null = null;
  let output: BatchOutput | null = null;
  let starting: Promise<Begun> | null = null;
  try {
    if (asked.spill !== null) spill = await spillFolder(asked.spill);
    if (asked.out !== null) output = outputAt(asked.out, spill ?? folder, elsewhere, around.signal);
    starting = begin({ ...asked, spill }, around, folder, output?.staging ?? null);
    // Told where it is waited for.
    starting.catch(() => undefined);
    const place = { folder: spill ?? folder, output, machine, elsewhere };
    const [code, message] = await run(asked, around, starting, place);
    return end(code, message);
  } catch (thrown) {
    const code = thrown instanceof BatchError ? thrown.code : exitCodes.failed;
    if (around.signal.aborted && code !== exitCodes.stopped)
      return end(exitCodes.stopped, "Stopped. Nothing was written.");
    return end(code, thrown instanceof Error ? thrown.message : String(thrown));
  } finally {
    await output?.discard().catch(() => undefined);
    giveParquetWasm(() => readFile(around.parquetWasm));
    (network as Elsewhere | null)?.dispose();
    // What still starts would make its folders again.
    await starting?.catch(() => undefined);
    for (const made of [folder, spill])
      if (made !== null) await rm(made, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** A folder of this run's own, so that nothing stays of what did not fit the memory. */
async function spillFolder(path: string): Promise<string> {
  try {
    await mkdir(path, { recursive: true });
    return await mkdtemp(join(resolve(path), "eider-run-"));
  } catch (thrown) {
    throw new BatchError(exitCodes.usage, {
      message: `--spill ${path} cannot be written to: ${reasonOf(thrown)}.`,
    });
  }
}

interface Begun {
  engine: EngineApi;
  host: DuckHost;
  duckdb: string;
}

async function begin(
  { memory, spill }: BatchRequest,
  { startDuckDB }: BatchSurroundings,
  folder: string,
  staging: string | null,
): Promise<Begun> {
  const options = { folder, memory, spill, writable: staging === null ? [] : [staging] };
  const started = await (startDuckDB ? startDuckDB(folder) : startNative(options));
  const engine = createEngine(async () => started);
  const info = orThrow(
    await engine.start({ baseUrl: "https://eider.invalid/", zones: null }),
    exitCodes.usage,
  );
  return { engine, host: started.host, duckdb: info.duckdb };
}

async function run(
  asked: BatchRequest,
  around: BatchSurroundings,
  starting: Promise<Begun>,
  { folder, output, machine, elsewhere }: RunPlace,
): Promise<[ExitCode, string]> {
  const { tell, signal } = around;
  const targets = subscribers(asked.notify, machine);
  const path = resolve(asked.notebook);
  const bytes = await readFile(path).catch((thrown) => {
    throw new BatchError(exitCodes.usage, {
      message: `${asked.notebook} cannot be read: ${reasonOf(thrown)}.`,
    });
  });
  const wanted = asked.verify === null ? null : await wantedOf(asked.verify);
  const document = documentOf(asked, bytes);
  const { engine, host, duckdb } = await starting;
  const sandbox = around.sandbox();
  const exports = output && !asked.check ? new BatchExports(engine, output.staging, () => about()) : null;
  const batch = await BatchRun.of(document, {
    engine,
    ...(exports && { writeOut: exports.write }),
    sandbox: () => sandbox,
    onUnstoppable: () => host.die("stopped"),
    tell,
  });
  const checks = checkingCells(batch.graph(), batch.cells);
  const wished = asked.check ? checks : undefined;
  const order = batch.order(wished).filter(({ kind }) => exports !== null || kind !== "export");
  const isTrusted = asked.trust || (await isBelowHere(path));
  refuseForeignCode(order, isTrusted);
  if (order.some(runsTypeScript)) sandbox.prepare?.();
  await output?.prepare();
  const opened = await openSources(batch, order, asked, join(folder, "fetched"), elsewhere, around);
  tell({
    event: "start",
    notebook: basename(path),
    eider: around.version,
    duckdb,
    cells: order.map(({ name }) => name),
  });

  const stop = () => {
    for (const relation of opened.keys()) void engine.cancelSource(relation);
    void batch.stop();
  };
  const about = async () => ({
    eider: around.version,
    notebook: { file: basename(path), sha256: createHash("sha256").update(bytes).digest("hex") },
    params: { ...asked.params },
    sources: await sourcesOf(batch, opened),
  });
  signal.addEventListener("abort", stop);
  try {
    signal.throwIfAborted();
    await batch.load(opened);
    signal.throwIfAborted();
    if (order.length > 0 || !asked.check) await batch.run(wished);
    // Each is named: nothing is written because something else was asked for.
    const writes = order.filter(({ kind }) => kind === "export").map(({ id }) => id);
    if (writes.length > 0 && !batch.hasFailed()) await batch.run(writes);
  } finally {
    signal.removeEventListener("abort", stop);
    sandbox.dispose();
  }
  signal.throwIfAborted();
  const failure = await failureOf(batch, checks, order, host, tell);
  if (failure) return failure;

  const relations = wanted || output ? await digests(batch, host, signal) : {};
  if (wanted) {
    const differing = compare(wanted, relations, tell);
    if (differing.length > 0)
      return [exitCodes.failed, `Not as in ${asked.verify}: ${differing.join(", ")}.`];
  }
  if (!output) return [exitCodes.fine, asked.check ? checkedText(checks.length) : "Done."];
  const files: WrittenFile[] = [...(exports?.files ?? [])];
  for (const file of files) tell({ event: "file", file });
  for (const name of endsOf(batch)) {
    const taken = new Set(files.map(({ file }) => file.toLowerCase()));
    const written = await writeRelation(host, output.staging, name, fileNameOf(name, taken), signal);
    files.push(written);
    tell({ event: "file", file: written });
  }
  const manifest: BatchManifest = {
    manifest: 1,
    duckdb,
    made: new Date().toISOString(),
    ...(await about()),
    files,
    relations,
  };
  signal.throwIfAborted();
  const text = manifestText(manifest);
  await output.publish(files, text);
  const count = `${files.length} ${files.length === 1 ? "file" : "files"}`;
  const done = `${count} and manifest.json written to ${asked.out}.`;
  const what = { manifest, text, place: output.place };
  const untold = await notifySubscribers(targets, what, { around: machine, elsewhere, signal, tell });
  return untold.length === 0
    ? [exitCodes.fine, done]
    : [exitCodes.untold, `${done} Not told: ${untold.join(", ")}.`];
}

/** Names of the relations that nothing else is made of, in page order. */
function endsOf(batch: BatchRun): string[] {
  const { relations } = batch.store.getState();
  const ends = endCells(
    batch.graph(),
    batch.cells.map(({ id }) => id),
  );
  return ends.flatMap((id) => relations.find(({ cellId }) => cellId === id)?.name ?? []);
}

async function sourcesOf(
  batch: BatchRun,
  opened: ReadonlyMap<string, OpenedSource>,
): Promise<BatchManifest["sources"]> {
  const { sources } = batch.store.getState().document;
  return Promise.all(
    batch.receipts.map(async (receipt) => {
      const found = opened.get(receipt.source);
      const location = sources[receipt.source]?.location ?? "";
      return {
        relation: receipt.source,
        location: toldLocation(location),
        fingerprint: found && !found.parts ? await fingerprintOf(found.file) : null,
        receipt,
      };
    }),
  );
}

function checkedText(checks: number): string {
  if (checks === 0) return "There are no contracts and no checks in this notebook.";
  return `${checks} ${checks === 1 ? "contract or recipe" : "contracts and recipes"} checked: nothing is broken.`;
}
