import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { Outcome } from "../../../../lib/engine/protocol.ts";
import type {
  OutProgress,
  WriteOutPlan,
  WriteOutResult,
  WriteOutTarget,
} from "../../../../lib/writeOut/plan.ts";
import { serveParquetWasm } from "../../testing/serveParquetWasm.ts";
import { type StartedEngine, startedEngine } from "../../testing/startedEngine.ts";
import { type DiskFaults, diskFolder } from "./diskFolder.ts";

/** The engine with a folder of the disk to write to; for tests only. */
export interface OutStage {
  engine: StartedEngine;
  /** Makes a relation of the notebook's, as a cell does. */
  make(name: string, sql: string): Promise<void>;
  /** A new empty folder, and the way to it as the browser hands it out. */
  folder(faults?: DiskFaults): { path: string; handle: FileSystemDirectoryHandle };
  write(
    plan: Partial<WriteOutPlan>,
    target: WriteOutTarget,
    watch?: { onProgress?(progress: OutProgress): void; runId?: number; bucket?: MessagePort },
  ): Promise<Outcome<WriteOutResult>>;
  stop(): void;
}

export const planOf = (change: Partial<WriteOutPlan>): WriteOutPlan => ({
  relations: ["things"],
  name: "things",
  format: "csv",
  options: {},
  partitionBy: [],
  maxRows: null,
  maxBytes: null,
  manifest: false,
  about: { eider: "0.0.0", notebook: { file: "n.nb.md", sha256: "" }, params: {}, sources: [] },
  ...change,
});

export async function outStage(): Promise<OutStage> {
  const served = await serveParquetWasm();
  const engine = await startedEngine(served.baseUrl);
  const root = mkdtempSync(join(tmpdir(), "eider-out-"));
  let folders = 0;
  let runs = 1000;
  return {
    engine,
    async make(name, sql) {
      const made = await engine.api.run({ runId: ++runs, name, sql, params: {} }, () => undefined);
      if (!made.ok) throw new Error(made.error.message);
    },
    folder(faults) {
      const path = mkdtempSync(join(root, `${++folders}-`));
      return { path, handle: diskFolder(path, faults) };
    },
    write: (plan, target, { onProgress = () => undefined, runId = ++runs, bucket } = {}) =>
      engine.api.writeOut(planOf(plan), target, onProgress, runId, bucket),
    stop() {
      served.stop();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Paths of all files below a folder, sorted. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => relative(folder, path))
    .sort();
}

export const bytesOf = (...path: string[]) => readFileSync(join(...path));
