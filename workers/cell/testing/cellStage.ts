import type { EngineError } from "../../../lib/engine/protocol.ts";
import { openWasmDuckDb, type WasmDuckDb } from "../../../lib/ingest/testing/wasmDuckDb.ts";
import type { Shown } from "../../../lib/run/cellRun.ts";
import { executeCell } from "../../../lib/sandbox/executeCell.ts";
import {
  type RunMessage,
  type RunReport,
  type SandboxLimits,
  sandboxLimits,
} from "../../../lib/sandbox/protocol.ts";
import { WasmRelations } from "../../../lib/sandbox/testing/wasmRelations.ts";
import { compileCell } from "../../../lib/typescript/compileCell.ts";
import { serveRelations } from "../../engine/relationPort.ts";

let runs = 0;

/** A database with `orders` of 10,000 rows and `nobody` of none. */
export async function openCellStage(): Promise<WasmDuckDb> {
  const db = await openWasmDuckDb();
  db.run(`create table orders as select i::INTEGER as id, i * 10::BIGINT as big, (i / 4)::DECIMAL(10,2) as amount,
    'v' || (i % 3) as vendor, '2026-01-01'::TIMESTAMP + to_seconds(i) as at from range(10000) r(i)`);
  db.run("create table nobody as select 1::UTINYINT as a, uuid() as b where false");
  return db;
}

export interface Ran {
  reports: RunReport[];
  relations: WasmRelations;
  done: Extract<RunReport, { type: "done" }> | undefined;
  error: EngineError | undefined;
  shown: Shown[];
  logged: string[];
}

/** Compiles and runs a cell against the engine that ships, without a browser. */
export async function runCell(
  db: WasmDuckDb,
  source: string,
  values: Record<string, unknown> = {},
  limits: Partial<SandboxLimits> = {},
  { schema, packages }: Pick<RunMessage, "schema" | "packages"> = {},
): Promise<Ran> {
  const compiled = compileCell(source, { relations: ["orders", "nobody"], values: Object.keys(values) });
  if (!compiled.ok) throw new Error(compiled.error.message);
  const relations = new WasmRelations(db, `run_${++runs}`);
  const { port1, port2 } = new MessageChannel();
  const served = serveRelations(port1, relations, {
    reads: compiled.value.relations,
    toError: (thrown) => ({
      code: "sql",
      message: thrown instanceof Error ? thrown.message : String(thrown),
    }),
  });
  const reads = await Promise.all(
    compiled.value.relations.map(async (name) => ({ name, columns: await relations.columns(name) })),
  );
  const reports: RunReport[] = [];
  const { js, outName, parameters } = compiled.value;
  const message = {
    name: "made",
    js,
    outName,
    parameters,
    reads,
    values,
    limits: { ...sandboxLimits, ...limits },
    ...(schema && { schema }),
    ...(packages && { packages }),
  };
  const before = console;
  await executeCell(message, port2, globalThis, (report) => reports.push(structuredClone(report)));
  globalThis.console = before;
  await served.close();
  port2.close();
  const last = reports.at(-1);
  return {
    reports,
    relations,
    done: last?.type === "done" ? last : undefined,
    error: last?.type === "failed" ? last.error : undefined,
    shown: reports.flatMap((report) => (report.type === "shown" ? report.items : [])),
    logged: reports.flatMap((report) => (report.type === "log" ? report.lines.map(({ text }) => text) : [])),
  };
}
