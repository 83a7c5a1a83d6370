import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseNotebook } from "../lib/formats/parseNotebook.ts";
import { expect, test } from "./fixtures.ts";
import { type Native, openNative, quoted } from "./nativeDuckDb.ts";

const pathOf = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));

/** What the welcome notebook's TypeScript cell computes, done again here over native DuckDB's rows. */
async function timesToPurchase(native: Native): Promise<void> {
  const events = await native.texts(
    "select user_id, name, event, epoch_us(event_time) as micros from events_matched",
  );
  const views = new Map<string, bigint>();
  const found = new Map<string, { name: string; hours: number }>();
  for (const [user, name, event, micros] of events) {
    // An unknown user is a user as well: Number(null) is 0.
    const id = user ?? "0";
    const at = BigInt(micros ?? "0");
    if (event === "view" && !views.has(id)) views.set(id, at);
    const viewed = views.get(id);
    if (event !== "purchase" || viewed === undefined || found.has(id)) continue;
    const hours = Math.round((Number(at - viewed) / 3.6e9) * 10) / 10;
    found.set(id, { name: name ?? "", hours });
  }
  const rows = [...found].map(([id, { name, hours }]) => `(${id}, ${quoted(name)}, ${hours}::double)`);
  await native.run(
    `create table time_to_purchase as select * from (values ${rows}) as t(user_id, name, hours)`,
  );
}

/** The welcome notebook's SQL over the same files, in native DuckDB; which relations it makes, and whether in an order. */
async function runNatively(native: Native): Promise<{ name: string; isOrdered: boolean }[]> {
  const { cells } = parseNotebook(await readFile(pathOf("public/welcome.nb.md"), "utf8"));
  const file = (name: string) => quoted(pathOf(`samples/${name}`));
  // Text, so that the vendor's and the article's numbers keep their zeros, as the app's reader keeps them.
  await native.run(`create table shop_events as from read_csv(${file("shop_events.csv")},
    types = {'event_time': 'TIMESTAMP', 'sku': 'VARCHAR', 'price': 'VARCHAR'})`);
  await native.run(`create table users as select * replace (user_id::bigint as user_id)
    from read_json(${file("users.ndjson")}, format = 'newline_delimited')`);
  await native.run(`create table products as from read_parquet(${file("products.parquet")})`);
  for (const cell of cells) {
    if (cell.kind === "sql") await native.run(`create table ${cell.name} as ${cell.source}`);
    if (cell.kind === "ts") await timesToPurchase(native);
  }
  return cells
    .filter(({ kind }) => kind === "sql" || kind === "ts")
    .map(({ name, kind, source }) => ({
      name,
      isOrdered: kind === "ts" || /order by [^()]*$/i.test(source),
    }));
}

test("the welcome notebook is there at once, runs, and comes to what native DuckDB comes to", async ({
  notebook,
  page,
}) => {
  await notebook.open();

  await test.step("it opens unrun, with its text and code on show", async () => {
    await expect(page.getByRole("heading", { name: "Cleanse", exact: true })).toBeVisible();
    await expect(notebook.cell("events_clean")).toContainText("lower(trim(user_email))");
    for (const { run } of await notebook.cells()) expect(run).toBe("idle");
    await expect(notebook.sharedBar).toHaveCount(0);
  });

  await test.step("its samples load, with receipts that add up", async () => {
    await expect.poll(async () => (await notebook.receipts()).length).toBe(3);
    for (const receipt of await notebook.receipts()) {
      expect(receipt.error).toBeNull();
      expect(receipt.loaded + receipt.rejected).toBe(receipt.rows);
    }
    await notebook.expectReceipt("shop_events", { loaded: 6000, rejected: 0 });
    await notebook.expectReceipt("users", { loaded: 120, rejected: 0 });
    await notebook.expectReceipt("products", { loaded: 50, rejected: 0 });
  });

  await test.step("Run all runs every cell", async () => {
    await notebook.runAll();
    for (const { name, run, error } of await notebook.cells())
      expect([name, run, error]).toEqual([name, "done", null]);
  });

  await test.step("every relation is what native DuckDB makes of the same files", async () => {
    const native = await openNative();
    try {
      for (const { name, isOrdered } of await runNatively(native)) {
        const expected = await native.texts(`from ${name}`);
        const rows = await notebook.rowsOf(name, { offset: 0, limit: 10_000 });
        expect(rows.length, name).toBe(expected.length);
        const lines = (table: typeof rows) => table.map((row) => JSON.stringify(row));
        if (isOrdered) expect(lines(rows), name).toEqual(lines(expected));
        else expect(lines(rows).sort(), name).toEqual(lines(expected).sort());
      }
    } finally {
      native.close();
    }
  });

  await test.step("the tables are on the page", async () => {
    const [best] = await notebook.rowsOf("shop_statistics");
    const grid = notebook.grid("shop_statistics");
    await grid.scrollIntoViewIfNeeded();
    await expect(grid).toHaveAttribute("aria-rowcount", "9");
    for (const value of best ?? []) await expect(grid).toContainText(value ?? "NULL");
  });

  await test.step("the charts are images that say what they show", async () => {
    for (const name of ["revenue_by_vendor", "revenue_by_day"]) {
      await expect(notebook.chart(name)).toHaveAccessibleName(/revenue/i);
    }
    await expect(notebook.chart("revenue_by_vendor")).toHaveAccessibleName(/bar/i);
    await expect(notebook.chart("revenue_by_day")).toHaveAccessibleName(/line/i);
  });

  await test.step("the Data panel names the relations that cells made", async () => {
    await expect(notebook.data.getByRole("treeitem", { name: /^shop_statistics/ })).toBeVisible();
  });
});
