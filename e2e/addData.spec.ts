import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Receipt } from "../lib/engine/protocol.ts";
import { expect, hasSharedData, sharedData, test } from "./fixtures.ts";
import { type Native, openNative, quoted } from "./nativeDuckDb.ts";
import { dropFiles, given, gzipped } from "./page-models/dataFiles.ts";
import type { NotebookPage } from "./page-models/NotebookPage.ts";

const events = join(sharedData, "events");
const at = (path: string) => join(events, path);

/** Checks what a receipt must say whatever was loaded. */
function expectAddsUp(receipts: readonly Receipt[]): void {
  for (const { file, error, rows, loaded, rejected, exact } of receipts) {
    expect([file, error, exact]).toEqual([file, null, true]);
    expect([file, loaded + rejected]).toEqual([file, rows]);
  }
}

let cells = 0;

/** What a query comes to in a new cell of the notebook. */
async function ask(notebook: NotebookPage, sql: string): Promise<(string | null)[][]> {
  const name = `asked_${++cells}`;
  const text = await notebook.text();
  const eider = await notebook.eider();
  await notebook.addSql(name, sql);
  await eider.evaluate((object, cell) => object.run(cell), name);
  const state = (await notebook.cells()).find((cell) => cell.name === name);
  expect([state?.run, state?.error], `${sql}\nin ${text}`).toEqual(["done", null]);
  return notebook.rowsOf(name);
}

test.describe("real event files", () => {
  test.skip(!hasSharedData, "needs the data sets beside the checkout, ../shared/data");
  let native: Native;
  let expected: Record<string, Record<string, unknown>> = {};
  test.beforeAll(async () => {
    if (!hasSharedData) return;
    native = await openNative();
    expected = JSON.parse(readFileSync(at("expected.json"), "utf8"));
  });
  test.afterAll(() => native?.close());

  test("GitHub events: nested JSON keeps its nesting, and its times are UTC", async ({ notebook }) => {
    await notebook.startEmpty();
    const path = at("github/2021-07-21-few-hours.json");
    const receipts = await notebook.addFiles([path]);
    expectAddsUp(receipts);
    const relation = "t_2021_07_21_few_hours";
    await notebook.expectReceipt(relation, { loaded: 800, rejected: 0 });
    const figures = expected["github/2021-07-21-few-hours.json"] ?? {};

    const types = await ask(
      notebook,
      `select type, count(*) as n from ${relation} group by all order by n desc, type`,
    );
    expect(types.map(([type, n]) => [type, Number(n)])).toEqual(figures.types);
    const columns = new Map(
      (await notebook.relation(relation)).columns.map(({ name, type }) => [name, type]),
    );
    expect(columns.get("actor")).toMatch(/^STRUCT\(/);
    expect(columns.get("created_at")).toBe("TIMESTAMP");
    const facts = `select count(distinct actor.id), count(distinct repo.name), count(org),
      min(created_at)::timestamp, max(created_at)::timestamp, max(id::bigint) from `;
    const nativeFrom = `(select * replace (created_at::timestamptz::timestamp as created_at)
      from read_json(${quoted(path)}, format = 'newline_delimited', maximum_depth = -1, sample_size = -1))`;
    const answer = await ask(notebook, facts + relation);
    expect(answer).toEqual(await native.texts(facts + nativeFrom));
    expect(answer[0]?.slice(0, 5)).toEqual([
      "573",
      "623",
      "226",
      "2021-07-21 06:00:00",
      "2021-07-21 09:00:04",
    ]);
    expect(receipts[0]?.notes.join(" ")).toMatch(/UTC/);
  });

  test("NYC taxi trips: CSV, gzipped too, with its empty fields as NULL", async ({ notebook }) => {
    await notebook.startEmpty();
    const path = at("nyc-taxi/taxis.csv");
    const receipts = await notebook.addFiles([
      given("taxis.csv", readFileSync(path)),
      gzipped("again.csv", readFileSync(path)),
    ]);
    expectAddsUp(receipts);
    const facts = (from: string) => `select count(*), sum(total)::decimal(12,2), sum(tip)::decimal(12,2),
      count(*) - count(pickup_zone) as missing, min(pickup), max(dropoff), count(distinct payment) from ${from}`;
    const wanted = await native.texts(facts(`read_csv(${quoted(path)})`));
    expect(wanted[0]?.slice(0, 4)).toEqual(["6433", "119124.97", "12732.32", "26"]);
    expect(await ask(notebook, facts("taxis"))).toEqual(wanted);
    expect(await ask(notebook, facts("again"))).toEqual(wanted);
    await notebook.expectReceipt("taxis", { loaded: 6433, rejected: 0 });
    const columns = await native.columns(`from read_csv(${quoted(path)})`);
    expect((await notebook.relation("taxis")).columns).toEqual(columns);
    expect((await notebook.relation("again")).columns).toEqual(columns);
  });

  test("e-commerce orders: gzipped NDJSON with lists of lines to unnest", async ({ notebook }) => {
    await notebook.startEmpty();
    expectAddsUp(await notebook.addFiles([at("ecommerce-orders/ecommerce.json.gz")]));
    await notebook.expectReceipt("ecommerce", { loaded: 4675, rejected: 0 });
    const figures = expected["ecommerce-orders"] ?? {};
    const [orders] = await ask(
      notebook,
      `select count(*), count(distinct order_id), count(distinct "user"), sum(taxful_total_price)::decimal(12,2),
        min(order_date), max(order_date) from ecommerce`,
    );
    expect(orders).toEqual(["4675", "4675", "46", "350859.04", "2016-12-01 00:04:19", "2016-12-31 23:45:36"]);
    const lines = await ask(
      notebook,
      `select line.manufacturer as m, count(*) as n from (select unnest(products) as line from ecommerce)
        group by all order by n desc, m limit 12`,
    );
    expect(lines.map(([name, n]) => [name, Number(n)])).toEqual(figures.lines_by_manufacturer);
    const [total] = await ask(
      notebook,
      `select count(*), sum(line.price)::decimal(12,2), sum(line.quantity)
        from (select unnest(products) as line from ecommerce)`,
    );
    expect(total).toEqual(["10087", "350859.20", "10091"]);
  });

  test("CloudTrail logs: many gzipped files at once, records of every shape", async ({ notebook }) => {
    const folder = at("cloudtrail");
    const files = readdirSync(folder).filter((name) => name.endsWith(".json.gz"));
    await notebook.startEmpty();
    const receipts = await notebook.addFiles(files.map((name) => join(folder, name)));
    expectAddsUp(receipts);
    const figures = expected.cloudtrail ?? {};
    const relations = new Set(receipts.flatMap(({ relation }) => relation ?? []));
    // One object with a list of records a file, or the records themselves: the reader decides, the sum does not.
    const branches: string[] = [];
    for (const relation of relations) {
      const { columns } = await notebook.relation(relation);
      branches.push(
        columns.some(({ name }) => name === "Records")
          ? `select r.eventSource as s, r.eventID as id, r.eventTime as t from (select unnest("Records") as r from ${relation})`
          : `select eventSource as s, eventID as id, eventTime as t from ${relation}`,
      );
    }
    const all = branches.join("\nunion all\n");
    const sources = await ask(
      notebook,
      `select s, count(*) as n from (${all}) group by all order by n desc, s limit 8`,
    );
    expect(sources.map(([name, n]) => [name, Number(n)])).toEqual(figures.by_eventSource);
    expect(await ask(notebook, `select count(*), count(distinct id), min(t), max(t) from (${all})`)).toEqual([
      ["1448", "1448", "2023-07-10 11:42:18", "2023-07-10 12:08:48"],
    ]);
  });

  test("three million flights: Parquet, whole", async ({ notebook }) => {
    await notebook.startEmpty();
    const path = at("flights-vega/flights-3m.parquet");
    expectAddsUp(await notebook.addFiles([path]));
    await notebook.expectReceipt("flights_3m", { loaded: 3_000_000, rejected: 0 });
    const facts = (
      from: string,
    ) => `select count(*), sum(delay), sum(distance), count(distinct origin), min(date), max(date),
      max(destination) from ${from}`;
    const answer = await ask(notebook, facts("flights_3m"));
    expect(answer).toEqual(await native.texts(facts(`read_parquet(${quoted(path)})`)));
    expect(answer[0]?.slice(0, 3)).toEqual(["3000000", "20003603", "2194861208"]);
    expect((await notebook.relation("flights_3m")).columns).toEqual(
      await native.columns(`from read_parquet(${quoted(path)})`),
    );
  });

  test("Zeek logs: NDJSON with dots in its names, plain and gzipped", async ({ notebook }) => {
    await notebook.startEmpty();
    const path = at("zeek/rdp.json.gz");
    const plain = gunzipSync(readFileSync(path));
    expectAddsUp(
      await notebook.addFiles([given("rdp.json", plain), given("zipped.json.gz", readFileSync(path))]),
    );
    const facts = (from: string) =>
      `select count(*), count(distinct "id.resp_h"), count(distinct uid), max("id.orig_p") from ${from}`;
    const wanted = await native.texts(facts(`read_json(${quoted(path)}, format = 'newline_delimited')`));
    expect(wanted[0]?.[0]).toBe("4122");
    expect(await ask(notebook, facts("rdp"))).toEqual(wanted);
    expect(await ask(notebook, facts("zipped"))).toEqual(wanted);
  });
});

test("files dropped anywhere become data, several at once, each with its receipt in the Data panel", async ({
  page,
  notebook,
}) => {
  await notebook.startEmpty();
  await dropFiles(page, [
    given("Söme orders 2024.csv", "id,amount\n1,5\n2,\n3,7\n"),
    gzipped("people.ndjson", '{"name":"Åsa","tags":["a","b"]}\n\n{"name":"Bo","tags":[]}\n'),
    given("2nd.tsv", "a\tb\n1\tx\n"),
    given("list.json", '[{"n": 1, "deep": {"x": [1, 2]}}, {"n": 2, "deep": null}]'),
  ]);
  const receipts = await notebook.receiptsOf(
    ["Söme orders 2024.csv", "people.ndjson.gz", "2nd.tsv", "list.json"],
    0,
  );
  expectAddsUp(receipts);
  expect(receipts.map(({ relation }) => relation).sort()).toEqual(
    ["list", "people", "söme_orders_2024", "t_2nd"].sort(),
  );
  await notebook.expectReceipt("söme_orders_2024", { loaded: 3, rejected: 0 });
  expect((await notebook.receipt("people")).skipped).toEqual([
    { reason: expect.stringMatching(/blank|empty/i), lines: 1 },
  ]);
  expect(await notebook.rowsOf("people")).toEqual([
    ["Åsa", "[a, b]"],
    ["Bo", "[]"],
  ]);
  expect(await notebook.rowsOf("list")).toEqual([
    ["1", "{'x': [1, 2]}"],
    ["2", null],
  ]);
  await expect(notebook.data.getByRole("treeitem", { name: /^söme_orders_2024/ })).toBeVisible();
  // Of the notebook that was open before, nothing came along.
  await expect(notebook.data.getByRole("treeitem")).toHaveCount(4);
  await test.step("a file of the same name again is a relation of its own", async () => {
    await dropFiles(page, [given("people.ndjson", '{"name":"Cy"}\n')]);
    await notebook.receiptsOf(["people.ndjson"], receipts.length);
    expect(await notebook.rowsOf("people_2")).toEqual([["Cy"]]);
    expect((await notebook.rowsOf("people")).length).toBe(2);
  });
});

test("times with Z or an offset load as the same instants in UTC, from every format, and the receipt says so", async ({
  notebook,
}) => {
  const times = ["2024-03-31T01:30:00+02:00", "2024-03-30T23:30:00Z", "2024-03-30T18:30:00.000-05:00"];
  await notebook.startEmpty();
  const receipts = await notebook.addFiles([
    given("offsets.csv", `t,n\n${times.map((time, n) => `${time},${n}`).join("\n")}\n`),
    given("offsets_json.ndjson", times.map((t, n) => JSON.stringify({ t, n })).join("\n")),
    gzipped("zipped.csv", `t,n\n${times.map((time, n) => `${time},${n}`).join("\n")}\n`),
  ]);
  expectAddsUp(receipts);
  for (const { relation, notes } of receipts) {
    const name = relation ?? "";
    expect(
      (await notebook.rowsOf(name)).map(([t]) => t),
      name,
    ).toEqual(times.map(() => "2024-03-30 23:30:00"));
    expect((await notebook.relation(name)).columns[0], name).toEqual({ name: "t", type: "TIMESTAMP" });
    expect(notes.join(" "), name).toMatch(/UTC/);
  }
});

test("a row that does not fit is kept apart and counted, never dropped and never bent", async ({
  notebook,
}) => {
  const lines = Array.from({ length: 30_000 }, (_, n) => `${n},${n}.5`);
  lines[25_000] = "25000,not a number";
  lines[29_000] = "29000,1.5,one too many";
  await notebook.startEmpty();
  const [receipt] = await notebook.addFiles([given("bent.csv", `id,amount\n${lines.join("\n")}\n`)]);
  expect(receipt).toMatchObject({ error: null, rows: 30_000, exact: true });
  expect((receipt?.loaded ?? 0) + (receipt?.rejected ?? 0)).toBe(30_000);
  const [count] = await ask(notebook, "select count(*), count(distinct id) from bent");
  expect(count?.[0]).toBe(String(receipt?.loaded));
  // Either the text keeps its column as text, or the row is among the rejects: the words are still there.
  const rejects = (receipt?.rejected ?? 0) > 0 ? await notebook.rowsOf("bent__rejects") : [];
  const kept = await ask(notebook, "select * from bent where id in (25000, 29000)");
  const everything = JSON.stringify([rejects, kept]);
  expect(everything).toContain("not a number");
  expect(everything).toContain("one too many");
});
