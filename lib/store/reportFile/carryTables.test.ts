import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { beforeAll, describe, expect, it } from "vitest";
import type { Column, EngineApi } from "../../engine/protocol.ts";
import { exportProjection } from "../../export/exportProjection.ts";
import { writeParquet } from "../../export/writeParquet.ts";
import { openWasmDuckDb, type WasmDuckDb } from "../../ingest/testing/wasmDuckDb.ts";
import { readTable } from "../../reportFile/readTable.ts";
import { setView } from "../appStore.ts";
import { AppStage } from "../testing/appStage.ts";
import { carryTables } from "./carryTables.ts";

const require = createRequire(import.meta.url);
const wasm = readFileSync(require.resolve("parquet-wasm/esm/parquet_wasm_bg.wasm"));
let duck: WasmDuckDb;

beforeAll(async () => {
  duck = await openWasmDuckDb();
});

function columnsOf(relation: string): Column[] {
  return duck
    .texts(`select column_name::varchar, column_type::varchar from (describe ${relation})`)
    .map(([name, type]) => ({ name: name ?? "", type: type ?? "" }));
}

/** An engine on DuckDB that keeps what it is told to, and writes it as the app's does. */
function engineOf(): Pick<EngineApi, "run" | "exportRelation"> & {
  held: Set<string>;
  files: Map<string, File>;
} {
  const held = new Set<string>();
  const files = new Map<string, File>();
  const nothing = { result: null, messages: [], elapsedMs: 0 };
  return {
    held,
    files,
    async run({ name, sql }) {
      duck.run(`drop table if exists ${name}`);
      held.delete(name);
      if (sql === "") return { ok: true, value: nothing };
      duck.run(`create table ${name} as ${sql}`);
      held.add(name);
      return { ok: true, value: nothing };
    },
    async exportRelation(name, _format, target) {
      const columns = columnsOf(name);
      const { select, notes } = exportProjection("parquet", columns);
      const chunks: Uint8Array<ArrayBuffer>[] = [];
      const stream = duck.stream(`select ${select.join(", ")} from ${name}`);
      for await (const chunk of writeParquet(stream, columns, { wasm })) chunks.push(chunk.slice());
      const file = new File(chunks, name);
      if (target.kind === "opfs") files.set(target.fileName, file);
      return { ok: true, value: { rows: 0, bytes: file.size, file, notes } };
    },
  };
}

/** A notebook whose cells have made these relations. */
async function madeOf(relations: Record<string, string>): Promise<AppStage> {
  const cells = Object.keys(relations).map((name) => `\`\`\`sql name=${name}\nselect 1\n\`\`\`\n`);
  const stage = await AppStage.with(cells.join("\n"));
  for (const [name, sql] of Object.entries(relations)) {
    duck.run(`create or replace table ${name} as ${sql}`);
    const [[count]] = duck.texts(`select count(*)::varchar from ${name}`) as [[string]];
    const page = { firstPage: new Uint8Array(), firstRows: 0, kept: "table" as const, resultKey: name };
    const result = { ...page, columns: columnsOf(name), rowCount: Number(count) };
    setView(stage.app.store, stage.id(name), (view) => ({
      ...view,
      run: { status: "done", runId: 1, elapsedMs: 1 },
      output: { result, chart: null, shown: [], messages: [], notices: [] },
    }));
  }
  return stage;
}

const roomy = { rows: 1_000_000, bytes: 1_000_000_000 };

describe("the relations that go into a file with data", () => {
  it("are whole where there is room, and leave nothing in the engine", async () => {
    const stage = await madeOf({
      a: "select range as n, 'x' || range as t from range(3000)",
      b: "select 1 as one",
    });
    const engine = engineOf();
    const { tables, notes } = await carryTables(stage.state, engine, roomy);
    expect(tables.map(({ name, rows, rowsInAll }) => [name, rows, rowsInAll])).toEqual([
      ["a", 3000, 3000],
      ["b", 1, 1],
    ]);
    expect([notes, [...engine.held]]).toEqual([[], []]);
    for (const file of engine.files.values())
      expect((await readTable(await file.arrayBuffer())).rowCount).toBe(0);
  });

  it("are the first rows where there are more than is wanted, which is said", async () => {
    const stage = await madeOf({ a: "select range as n from range(3000)" });
    const { tables, notes } = await carryTables(stage.state, engineOf(), { ...roomy, rows: 10 });
    const [table] = tables;
    expect([table?.rows, table?.rowsInAll]).toEqual([10, 3000]);
    const read = await readTable((table?.parquet ?? new Uint8Array()).slice().buffer);
    expect([read.rowCount, read.columns[0]?.text(9)]).toEqual([10, "9"]);
    expect(notes).toEqual(["a: rows beyond the first 10 of 3,000."]);
  });

  it("stay below the bytes that are allowed for all of them together", async () => {
    const random = "select md5(range::varchar) as h from range(5000)";
    const stage = await madeOf({ a: random, b: random, c: random });
    const { tables, notes } = await carryTables(stage.state, engineOf(), { ...roomy, bytes: 200_000 });
    const bytes = tables.reduce((sum, { parquet }) => sum + parquet.length, 0);
    expect(bytes).toBeLessThanOrEqual(200_000);
    expect(bytes).toBeGreaterThan(100_000);
    expect(tables[0]?.rows).toBe(5000);
    expect(notes.length).toBeGreaterThan(0);
  });

  it("are left out where a value or a column's name looks like a secret", async () => {
    const stage = await madeOf({
      a: "select range as n, case when range = 7000 then 'key AKIAIOSFODNN7EXAMPLE' end as t from range(9000)",
      b: "select 1 as n",
    });
    const { tables, notes } = await carryTables(stage.state, engineOf(), roomy);
    expect(tables.map(({ name }) => name)).toEqual(["b"]);
    expect(notes).toEqual([
      expect.stringMatching(/^a: its rows, among which there seems to be a secret \(.*AWS/),
    ]);
  });

  it("are only those of cells that are up to date; the others are said", async () => {
    const stage = await madeOf({ a: "select 1 as n", b: "select 2 as n" });
    await stage.commands.insertCell("sql", { after: null });
    setView(stage.app.store, stage.id("b"), (view) => ({
      ...view,
      run: { status: "stale", runId: 1, elapsedMs: 1 },
    }));
    const { tables, notes } = await carryTables(stage.state, engineOf(), roomy);
    expect(tables.map(({ name }) => name)).toEqual(["a"]);
    expect(notes.sort()).toEqual([
      "b: its output, for it is not up to date.",
      "cell_1: its output, for it has not run.",
    ]);
  });

  it("say which columns are text in them that are not in the notebook", async () => {
    const stage = await madeOf({ a: "select [1, NULL] as list, interval 1 day as gap, 1 as n" });
    const { tables, notes } = await carryTables(stage.state, engineOf(), roomy);
    expect(tables[0]?.types).toEqual(["INTEGER[]", "INTERVAL", "INTEGER"]);
    expect(notes).toEqual(["a: the types of list (INTEGER[]), gap (INTERVAL), which are text in it."]);
  });
});
