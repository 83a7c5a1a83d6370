import { beforeAll, describe, expect, test } from "vitest";
import type { EngineApi, Receipt, SourceEvent } from "../../lib/engine/protocol.ts";
import { createEngine } from "./createEngine.ts";
import { startInNode } from "./testing/nodePlatform.ts";

const rows = 400_000;
const files = {
  "rows.ndjson": Array.from({ length: rows }, (_, i) => `{"id":${i},"text":"row ${i}"}\n`).join(""),
  "rows.json": `[${Array.from({ length: rows }, (_, i) => `{"id":${i},"text":"row ${i}"}`).join(",")}]`,
  "rows.csv": `id,text\n${Array.from({ length: rows }, (_, i) => `${i},row ${i}\n`).join("")}`,
};

let engine: EngineApi;
let id = 0;
beforeAll(async () => {
  engine = createEngine(startInNode);
  expect(await engine.start({ baseUrl: "http://localhost/", zones: null })).toMatchObject({ ok: true });
});

/** Loads a file; `stopAt` stops it at the first event of that type. */
async function load(
  name: string,
  text: string,
  stopAt: SourceEvent["type"] | null,
): Promise<Receipt | undefined> {
  const request = { id: ++id, file: new File([text], name), relation: "rows" };
  const [receipt] = await engine.addSources([request], (event) => {
    if (event.type === stopAt) void engine.cancelSource("rows");
  });
  return receipt;
}

async function tables(): Promise<number> {
  const counted = await engine.select("select table_name from duckdb_tables() where not internal", 100);
  if (!counted.ok) throw new Error(counted.error.message);
  const { decodeTextPage } = await import("../../lib/table/textPage.ts");
  return decodeTextPage(counted.value.ipc).rows;
}

describe("a load that is stopped", () => {
  test.each(Object.entries(files))(
    "leaves nothing of %s, says so, and can be done again",
    async (name, text) => {
      const before = await tables();
      expect(await load(name, text, "progress")).toMatchObject({
        stopped: true,
        relation: null,
        loaded: 0,
        error: "Loading was stopped, and none of its rows are kept.",
      });
      expect(await engine.relation("rows")).toMatchObject({ ok: false });
      expect(await tables()).toBe(before);
      expect(await load(name, text, null)).toMatchObject({ error: null, loaded: rows });
      await engine.dropSource("rows");
    },
  );

  test.each(["csv", "ndjson"])("between the %s files of a folder leaves none of them", async (ending) => {
    const before = await tables();
    const text = (n: number) => (ending === "csv" ? `id,text\n${n},row\n` : `{"id":${n},"text":"row"}\n`);
    const parts = Array.from({ length: 20 }, (_, n) => ({
      path: `f/part-${n}.${ending}`,
      file: new File([text(n)], `part-${n}.${ending}`),
    }));
    const [first] = parts;
    if (!first) throw new Error("no parts");
    let told = 0;
    const request = { id: ++id, file: first.file, parts, relation: "rows" };
    const [receipt] = await engine.addSources([request], (event) => {
      if (event.type === "progress" && told++ === 0) void engine.cancelSource("rows");
    });
    expect(receipt).toMatchObject({ stopped: true, relation: null, loaded: 0 });
    expect(await engine.relation("rows")).toMatchObject({ ok: false });
    expect(await tables()).toBe(before);
  });

  test("while it waits its turn is never begun", async () => {
    const requests = ["first", "second"].map((relation) => ({
      id: ++id,
      file: new File(["a\n1\n"], `${relation}.csv`),
      relation,
    }));
    const loading = engine.addSources(requests, () => undefined);
    await engine.cancelSource("second");
    expect(await loading).toMatchObject([
      { source: "first", loaded: 1, error: null },
      { source: "second", stopped: true },
    ]);
    await engine.dropSource("first");
  });

  test("that is over already stays loaded", async () => {
    expect(await load("rows.csv", "a\n1\n", null)).toMatchObject({ loaded: 1 });
    await engine.cancelSource("rows");
    expect(await engine.relation("rows")).toMatchObject({ ok: true, value: { rowCount: 1 } });
    await engine.dropSource("rows");
  });

  test("because its source is removed leaves no relation behind", async () => {
    const request = { id: ++id, file: new File([files["rows.ndjson"]], "rows.ndjson"), relation: "rows" };
    const dropped: Promise<void>[] = [];
    const [receipt] = await engine.addSources([request], (event) => {
      if (event.type === "progress" && dropped.length === 0) dropped.push(engine.dropSource("rows"));
    });
    await Promise.all(dropped);
    expect(receipt).toMatchObject({ stopped: true });
    expect(await engine.relation("rows")).toMatchObject({ ok: false });
  });
});

describe("a source with an address", () => {
  test("is read in SQL by its whole address, and an address is never taken for a file of its name", async () => {
    const location = "s3://shop/events/*.csv";
    const add = (relation: string, name: string, text: string, more: { location?: string } = {}) =>
      engine.addSources([{ id: ++id, file: new File([text], name), relation, ...more }], () => undefined);
    await add("far", "a.csv", "n\n1\n", { location });
    await add("near", "a.csv", "n\n2\n");
    const run = (sql: string) => engine.run({ runId: ++id, name: "read", sql, params: {} }, () => undefined);
    expect(await run(`from '${location}'`)).toMatchObject({ ok: true, value: { result: { rowCount: 1 } } });
    expect(await run(`select n + 0 as n from read_csv('${location}')`)).toMatchObject({ ok: true });
    const rows = await engine.select("select n::varchar as n from read", 1);
    if (!rows.ok) throw new Error(rows.error.message);
    const { decodeTextPage } = await import("../../lib/table/textPage.ts");
    expect(decodeTextPage(rows.value.ipc).cell(0, 0)).toBe("1");
    for (const other of ["s3://shop/a.csv", "https://example.org/a.csv"])
      expect(await run(`from '${other}'`)).toMatchObject({ ok: false, error: { code: "file", line: 1 } });
    await engine.dropSource("far");
    await engine.dropSource("near");
  });
});
