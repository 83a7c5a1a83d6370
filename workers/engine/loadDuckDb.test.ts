import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { EngineApi, SourceEvent, SourceOptions } from "../../lib/engine/protocol.ts";
import { openNativeDuckDb } from "../../lib/ingest/testing/nativeDuckDb.ts";
import { decodeTextPage } from "../../lib/table/textPage.ts";
import { createEngine } from "./createEngine.ts";
import { databaseAlias } from "./loadDuckDb.ts";
import { startInNode } from "./testing/nodePlatform.ts";

const folder = mkdtempSync(join(tmpdir(), "databases-"));
let engine: EngineApi;
let files = 0;

beforeAll(async () => {
  engine = createEngine(startInNode);
  await engine.start({ baseUrl: "", zones: null });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The bytes of a database made by native DuckDB; `d` is the database in `sql`. */
async function database(sql: string): Promise<Uint8Array<ArrayBuffer>> {
  const path = join(folder, `${++files}.duckdb`);
  const native = await openNativeDuckDb();
  await native.run(`ATTACH '${path}' AS d; ${sql}; DETACH d`);
  return new Uint8Array(readFileSync(path));
}

async function add(
  bytes: Uint8Array<ArrayBuffer>,
  relation: string,
  name = `${relation}.duckdb`,
  options: SourceOptions = {},
) {
  const events: SourceEvent[] = [];
  const request = { id: ++files, file: new File([bytes], name), relation, options };
  const receipts = await engine.addSources([request], (event) => events.push(event));
  return { receipts, events, alias: databaseAlias(request.id) };
}

async function rowsOf(relation: string): Promise<(string | null)[][]> {
  const answer = await engine.relationPage(relation, 0, 100);
  if (!answer.ok) throw new Error(answer.error.message);
  const page = decodeTextPage(answer.value);
  return Array.from({ length: page.rows }, (_, row) =>
    page.columns.map((_, column) => page.cell(row, column)),
  );
}

test("the only table of a database is the relation of its file", async () => {
  const bytes = await database(
    "CREATE TABLE d.things AS SELECT 7 AS id, [1.50::DECIMAL(5,2)] AS prices, 'é' AS name",
  );
  const { receipts, events } = await add(bytes, "shop");
  expect(receipts).toMatchObject([{ relation: "shop", rows: 1, loaded: 1, format: "duckdb", error: null }]);
  expect(events.map(({ type }) => type)).toEqual(["ready", "receipt"]);
  expect(await engine.relation("shop")).toMatchObject({
    value: {
      columns: [{ name: "id", type: "INTEGER" }, { type: "DECIMAL(5,2)[]" }, { type: "VARCHAR" }],
      rowCount: 1,
    },
  });
  expect(await rowsOf("shop")).toEqual([["7", "[1.50]", "é"]]);
});

test("several tables are offered one by one, schemas but main in their names, and each is a source", async () => {
  const bytes = await database(
    `CREATE TABLE d.a AS SELECT 1 i; CREATE TABLE d."b c" AS SELECT 2 i; CREATE SCHEMA d.more;
     CREATE TABLE d.more.a AS SELECT 3 i; CREATE VIEW d.v AS SELECT 4 i`,
  );
  const tables = ["a", "b c", "more.a"];
  expect(await engine.inspect(new File([bytes], "x.duckdb"))).toEqual({
    ok: true,
    value: tables.map((table) => ({ name: table, options: { table } })),
  });
  for (const [index, table] of tables.entries()) {
    const { receipts } = await add(bytes, `t${index}`, "x.duckdb", { table });
    expect(receipts).toMatchObject([{ error: null, loaded: 1 }]);
    expect(receipts[0]?.notes).toContain("its views are no relations here: v");
    expect(await rowsOf(`t${index}`)).toEqual([[String(index + 1)]]);
  }
  await engine.dropSource("t0");
  expect(await engine.relation("t0")).toMatchObject({ ok: false });
  expect(await rowsOf("t1")).toEqual([["2"]]);
  // The same file again: nothing of the first time is in the way.
  expect((await add(bytes, "t0", "x.duckdb", { table: "a" })).receipts).toMatchObject([{ error: null }]);
});

test("a table that is not named, or is not there, is asked for by name", async () => {
  const bytes = await database("CREATE TABLE d.a AS SELECT 1 i; CREATE TABLE d.b AS SELECT 2 i");
  expect((await add(bytes, "either")).receipts[0]?.error).toMatch(/holds 2 tables: a, b/);
  const { receipts } = await add(bytes, "neither", "x.duckdb", { table: "c" });
  expect(receipts[0]?.error).toMatch(/no table c.*a, b/);
});

test("a query reads an attached table, and no statement writes to it", async () => {
  const { alias } = await add(
    await database("CREATE TABLE d.n AS SELECT i FROM range(200000) r(i)"),
    "numbers",
  );
  const run = (sql: string) =>
    engine.run({ runId: ++files, name: "asked", sql, params: {} }, () => undefined);
  expect(await run("select sum(i) as s from numbers")).toMatchObject({ ok: true });
  expect(await rowsOf("asked")).toEqual([["19999900000"]]);
  expect(await run(`insert into ${alias}.n values (1)`)).toMatchObject({
    ok: false,
    error: { message: expect.stringMatching(/read-only/) },
  });
});

test("a database inside gzip is attached too", async () => {
  const bytes = new Uint8Array(gzipSync(await database("CREATE TABLE d.t AS SELECT 'packed' AS s")));
  await add(bytes, "packed", "packed.duckdb.gz");
  expect(await rowsOf("packed")).toEqual([["packed"]]);
});

test.each([
  ["without tables", () => database("CREATE SCHEMA d.empty"), /holds no tables.*\.wal/],
  [
    "that is cut short",
    async () => (await database("CREATE TABLE d.t AS SELECT 1")).slice(0, 5000),
    /cut short/,
  ],
  [
    "with a damaged header",
    async () => (await database("CREATE TABLE d.t AS SELECT 1")).fill(7, 4096, 12288),
    /damaged/,
  ],
  [
    "of a later DuckDB",
    async () => (await database("CREATE TABLE d.t AS SELECT 1")).fill(99, 12, 13),
    /format 99.*newer/,
  ],
])("a database %s is refused with a reason, and the engine goes on", async (_, make, message) => {
  const { receipts } = await add(await make(), "broken");
  expect(receipts.length).toBe(1);
  expect(receipts[0]?.error).toMatch(message);
  await add(await database("CREATE TABLE d.t AS SELECT 5 i"), "fine");
  expect(await rowsOf("fine")).toEqual([["5"]]);
});
