import { readFile, realpath } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { runsTypeScript } from "../../lib/batch/batchCells.ts";
import { exitCodes } from "../../lib/batch/batchEvents.ts";
import { readRelations } from "../../lib/batch/batchManifest.ts";
import { withParams } from "../../lib/batch/batchParams.ts";
import type { RelationDigest } from "../../lib/batch/relationDigest.ts";
import { notebookFormatOf } from "../../lib/formats/notebookFormat.ts";
import { readNotebook } from "../../lib/formats/readNotebook.ts";
import { giveParquetWasm } from "../../lib/ingest/parquet/parquetWasm.ts";
import type { Cell, NotebookDocument } from "../../lib/notebook/document.ts";
import { BatchError, orThrow, reasonOf } from "./BatchError.ts";
import type { BatchRun } from "./batchRun.ts";
import { type OpenedSource, openSource, type SourcePlaces, withInputs } from "./batchSources.ts";
import type { Elsewhere } from "./elsewhere/Elsewhere.ts";
import { type AllowedHost, allowedHost } from "./elsewhere/hosts.ts";
import { openElsewhere } from "./elsewhere/openElsewhere.ts";
import { withAddresses } from "./elsewhere/withAddresses.ts";
import type { BatchRequest, BatchSurroundings } from "./runNotebook.ts";

/** The notebook with its sources and the values of its inputs as asked for. */
export function documentOf(asked: BatchRequest, bytes: Uint8Array): NotebookDocument {
  const format = notebookFormatOf(asked.notebook);
  if (format === null)
    throw new BatchError(exitCodes.usage, {
      message: `The name of ${asked.notebook} does not say its format.`,
      hint: "Notebooks end in .nb.md.",
    });
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new BatchError(exitCodes.usage, { message: `${asked.notebook} is not UTF-8 text.` });
  }
  const read = orThrow(readNotebook(format, text), exitCodes.usage);
  const withFiles = orThrow(withInputs(read.document, asked.inputs), exitCodes.usage);
  return withAddresses(orThrow(withParams(withFiles, asked.params), exitCodes.usage));
}

/** The relations of the manifest to compare with. */
export async function wantedOf(path: string): Promise<Record<string, RelationDigest>> {
  const text = await readFile(path, "utf8").catch((thrown) => {
    throw new BatchError(exitCodes.usage, { message: `${path} cannot be read: ${reasonOf(thrown)}.` });
  });
  const relations = readRelations(text);
  if (relations) return relations;
  throw new BatchError(exitCodes.usage, { message: `${path} is no manifest of eider run.` });
}

/** A notebook below the working folder is taken for one's own. */
export async function isBelowHere(path: string): Promise<boolean> {
  const way = relative(await realpath(process.cwd()), await realpath(path));
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Code from elsewhere does not run unless its user says so. */
export function refuseForeignCode(order: readonly Cell[], isTrusted: boolean): void {
  const code = order.filter(runsTypeScript).map(({ name }) => name);
  if (code.length === 0 || isTrusted) return;
  throw new BatchError(exitCodes.usage, {
    message: `The notebook is not below the current folder, and its TypeScript (${code.join(", ")}) would have all rights that you have on this machine.`,
    hint: "Read them, then say --trust, or run it from a folder that holds it.",
  });
}

/** Smaller Parquet files are read sooner than parquet-wasm starts, which takes a seventh of a second. */
const plainParquetBytes = 64 << 10;

/** Opens the files of the sources that these cells read; what is fetched for it goes into `fetched`. */
export async function openSources(
  batch: BatchRun,
  order: readonly Cell[],
  asked: BatchRequest,
  fetched: string,
  elsewhere: () => Elsewhere,
  { samples, parquetWasm, startDuckDB, signal }: BatchSurroundings,
): Promise<Map<string, OpenedSource>> {
  const { sources } = batch.store.getState().document;
  // Whoever compares engines wants the page's own way of reading beside the native one.
  giveParquetWasm(() => readFile(parquetWasm), startDuckDB ? 0 : plainParquetBytes);
  const names = new Set(Object.keys(asked.inputs).map((name) => name.toLowerCase()));
  let count = 0;
  const places: SourcePlaces = {
    folder: dirname(resolve(asked.notebook)),
    samples,
    isTrusted: asked.trust,
    given: new Set(Object.keys(sources).filter((name) => names.has(name.toLowerCase()))),
    hosts: allowedHosts(asked),
    openElsewhere: (entry) => openElsewhere(elsewhere(), entry, join(fetched, String(count++)), signal),
  };
  const opened = new Map<string, OpenedSource>();
  for (const relation of batch.sourcesOf(order)) {
    const entry = sources[relation];
    if (!entry) continue;
    opened.set(relation, orThrow(await openSource(relation, entry, places), exitCodes.usage));
  }
  return opened;
}

/** Where `--allow-host` lets sources of the notebook lie. */
export function allowedHosts({ allowHosts }: BatchRequest): AllowedHost[] {
  return allowHosts.map((text) => orThrow(allowedHost(text), exitCodes.usage));
}
