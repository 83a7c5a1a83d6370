import { IngestError } from "../../../lib/ingest/types.ts";
import { manifestText } from "../../../lib/writeOut/manifestText.ts";
import { isOneForAll, nullFolder } from "../../../lib/writeOut/outPaths.ts";
import type { OutStore } from "../../../lib/writeOut/outStore.ts";
import type {
  OutFile,
  OutManifest,
  OutProgress,
  WriteOutPlan,
  WriteOutResult,
  WriteOutTarget,
} from "../../../lib/writeOut/plan.ts";
import { planProblem } from "../../../lib/writeOut/planProblem.ts";
import { portStore } from "../../../lib/writeOut/storePort.ts";
import { digestOf } from "../digestOf.ts";
import { parquetWasmPath } from "../parquetWasmPath.ts";
import type { EngineSession } from "../session.ts";
import { fileStore } from "./fileStore.ts";
import { folderStore } from "./folderStore.ts";
import { outProgress } from "./outProgress.ts";
import type { OutWork } from "./outWork.ts";
import { type PlannedRows, plannedRows } from "./plannedRows.ts";
import { writeFile } from "./writeFile.ts";
import { writeRelation } from "./writeRelation.ts";
import { writeTogether } from "./writeTogether.ts";
import { zipStore } from "./zipStore.ts";

export interface OutSetting {
  onProgress: (progress: OutProgress) => void;
  signal: AbortSignal;
  /** Where the Parquet writer is fetched from. */
  baseUrl: string;
  /** The page's end of a bucket. */
  bucket: MessagePort | undefined;
}

/** Writes relations as the plan says; all of it is there in the end and, with a manifest, read back, or nothing is. */
export async function writeOut(
  session: EngineSession,
  plan: WriteOutPlan,
  target: WriteOutTarget,
  { onProgress, signal, baseUrl, bucket }: OutSetting,
): Promise<WriteOutResult> {
  const relations: PlannedRows[] = [];
  for (const name of plan.relations) relations.push(await plannedRows(session, name));
  const problem = planProblem(plan, target.kind, relations);
  if (problem !== null) throw new IngestError(problem);
  const store = storeOf(target, plan, bucket);
  const told = outProgress(
    onProgress,
    relations.reduce((sum, { rows }) => sum + rows, 0),
  );
  const options = { ...plan.options, wasm: new URL(parquetWasmPath, baseUrl) };
  const work: OutWork = { session, plan, store, signal, told, options };
  try {
    const files: OutFile[] = [];
    if (isOneForAll(plan)) files.push(await writeTogether(work, relations));
    else for (const relation of relations) files.push(...(await writeRelation(work, relation)));
    const manifest = plan.manifest ? await manifestOf(work, relations, files) : null;
    if (manifest) {
      told.check(files.reduce((sum, { bytes }) => sum + bytes, 0));
      for (const file of files) {
        signal.throwIfAborted();
        await store.check(file, told.read);
      }
      // A single file has no place beside it: whoever asked gets the manifest and finds it one.
      if (target.kind !== "file") await writeManifest(work, manifest);
    }
    signal.throwIfAborted();
    const file = await store.finish();
    return {
      files,
      rows: files.reduce((sum, { rows }) => sum + rows, 0),
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      notes: [...new Set([...files.flatMap(({ notes }) => notes), ...folderNotes(plan, relations, files)])],
      file,
      manifest,
    };
  } catch (thrown) {
    const left = await store.undo();
    if (left !== "" && thrown instanceof Error) thrown.message = `${thrown.message} ${left}`;
    throw thrown;
  }
}

function storeOf(target: WriteOutTarget, plan: WriteOutPlan, bucket: MessagePort | undefined): OutStore {
  switch (target.kind) {
    case "file":
      return fileStore(target.target);
    case "folder":
      return folderStore(target.handle, target.overwrite === true);
    case "zip":
      return zipStore(target.target, plan.manifest);
    case "s3":
      if (!bucket) throw new Error("A bucket was asked for without a way to it.");
      return portStore(bucket);
  }
}

function folderNotes(
  { partitionBy }: WriteOutPlan,
  relations: readonly PlannedRows[],
  files: readonly OutFile[],
): string[] {
  if (partitionBy.length === 0) return [];
  const without = partitionBy.filter((key) => files.some(({ partition }) => partition?.[key] === null));
  return [
    ...relations
      .filter(({ rows }) => rows === 0)
      .map(({ name }) => `${name} has no rows, so there is no folder and no file of it.`),
    ...without.map(
      (key) =>
        `Rows without ${key} are in ${key}=${nullFolder}, which Hive, Spark and Arrow read as NULL; DuckDB reads it as text.`,
    ),
  ];
}

async function manifestOf(
  { session, plan, signal }: OutWork,
  relations: readonly PlannedRows[],
  files: OutFile[],
): Promise<OutManifest> {
  const digests: OutManifest["relations"] = {};
  for (const { name, query, columns } of relations)
    digests[name] = await digestOf(session.host, `(${query})`, columns, signal, (...given) =>
      session.reading(...given),
    );
  const { eider, notebook, params, sources } = plan.about;
  const made = new Date().toISOString();
  return {
    manifest: 1,
    eider,
    duckdb: session.version,
    made,
    notebook,
    params,
    sources,
    files,
    relations: digests,
  };
}

async function writeManifest({ store, signal }: OutWork, manifest: OutManifest): Promise<void> {
  const text = new TextEncoder().encode(manifestText(manifest));
  async function* chunks() {
    yield text.slice();
  }
  const file = "manifest.json";
  const written = await writeFile(store, file, chunks(), { isHashed: true, signal });
  await store.check({ file, ...written }, () => undefined);
}
