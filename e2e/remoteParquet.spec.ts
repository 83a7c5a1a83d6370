import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startS3 } from "../bin/testing/startS3.mjs";
import { expect, test } from "./fixtures.ts";
import { openNative, quoted } from "./nativeDuckDb.ts";
import type { NotebookPage } from "./page-models/NotebookPage.ts";
import { s3Of } from "./page-models/s3Of.ts";
import { startS3Stub } from "./s3/startS3Stub.ts";

const asksTheStore = /^The (service worker|page) asked for (GET|HEAD|OPTIONS) http:\/\/127\.0\.0\.1:\d+\//;

/** What the cell says it fetched. */
async function fetchedBy(notebook: NotebookPage, name: string): Promise<{ bytes: number; requests: number }> {
  const said = notebook.cell(name).getByText(/read [\d.]+ \w?B in [\d,]+ requests?/);
  await expect(said).toBeVisible();
  const [, amount, unit = "", requests] =
    /read ([\d.]+) (\w?)B in ([\d,]+) request/.exec((await said.textContent()) ?? "") ?? [];
  const scale = { "": 1, k: 1e3, M: 1e6, G: 1e9 }[unit] ?? Number.NaN;
  return { bytes: Number(amount) * scale, requests: Number(requests?.replaceAll(",", "")) };
}

test("of Parquet in a bucket only the columns, row groups and folders travel that a query needs", async ({
  notebook,
  allowProblems,
}) => {
  allowProblems(asksTheStore);
  const folder = await mkdtemp(join(tmpdir(), "eider-parquet-"));
  const store = await startS3({ buckets: ["lake"] });
  const native = await openNative();
  const s3 = s3Of(notebook);
  try {
    const columns = Array.from({ length: 40 }, (_, at) => `hash(i, ${at})::double as m${at}`).join(", ");
    const wide = join(folder, "wide.parquet");
    await native.run(
      `copy (select i as id, ${columns} from range(620000) t(i)) to ${quoted(wide)} (format parquet, compression uncompressed)`,
    );
    const { size } = await stat(wide);
    expect(size).toBeGreaterThan(200e6);
    await store.put("lake", "wide.parquet", await readFile(wide));
    for (const year of [2022, 2023, 2024]) {
      const part = join(folder, `${year}.parquet`);
      await native.run(
        `copy (select ${year} * 1000 + i as id, i % 7 as kind from range(1000) t(i)) to ${quoted(part)} (format parquet)`,
      );
      await store.put("lake", `days/year=${year}/part.parquet`, await readFile(part));
    }
    await notebook.startEmpty();
    await s3.open();
    await s3.enter({ ...store, bucket: "lake" });
    await s3.press("Save and open");
    await s3.choose("wide.parquet");
    await s3.press("Add");
    await expect(s3.dialog).toHaveCount(0);

    const asked = "select count(*) as n, min(m3) as a, max(m17) as b from wide";
    await notebook.addSql("two_columns", asked);
    await notebook.addSql("few_rows", "select count(m5) as n from wide where id between 5000 and 6000");
    await notebook.addSql(
      "one_year",
      "select count(*) as n, sum(id)::bigint as s from 's3://lake/days/*/*.parquet' where year = 2023",
    );
    await notebook.runAll();

    expect(await notebook.rowsOf("two_columns")).toEqual(
      await native.texts(asked.replace("wide", quoted(wide))),
    );
    const two = await fetchedBy(notebook, "two_columns");
    expect(two.bytes).toBeLessThan(size / 4);
    expect(two.requests).toBeLessThan(40);
    expect(await notebook.rowsOf("few_rows")).toEqual([["1001"]]);
    // One of six row groups, of two columns.
    expect((await fetchedBy(notebook, "few_rows")).bytes).toBeLessThan(size / 100);
    expect(await notebook.rowsOf("one_year")).toEqual([["1000", "2023499500"]]);
    expect((await fetchedBy(notebook, "one_year")).requests).toBeLessThan(12);
  } finally {
    native.close();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
});

test("a session that expires is told by the cell that reads, and what reads it again reads on", async ({
  notebook,
  allowProblems,
}) => {
  allowProblems(asksTheStore);
  const folder = await mkdtemp(join(tmpdir(), "eider-session-"));
  const store = await startS3Stub();
  const native = await openNative();
  const s3 = s3Of(notebook);
  try {
    const path = join(folder, "two.parquet");
    await native.run(
      `copy (select i as a, i * 3 as b from range(400000) t(i)) to ${quoted(path)} (format parquet, compression uncompressed)`,
    );
    store.objects.set("two.parquet", await readFile(path));
    await notebook.startEmpty();
    await s3.open();
    await s3.enter({ url: store.url, bucket: "shop", accessKeyId: "AKIATEST", secretAccessKey: "secret" });
    await s3.press("Save and open");
    await s3.choose("two.parquet");
    await s3.press("Add");
    await expect(s3.dialog).toHaveCount(0);
    await notebook.addSql("first", "select sum(a)::bigint as s from two");
    await notebook.addSql("second", "select sum(b)::bigint as s from two");
    await notebook.runCell("first");
    expect(await notebook.rowsOf("first")).toEqual([["79999800000"]]);

    const expired = { kind: "error", status: 400, code: "ExpiredToken", on: /^GET .*two/ } as const;
    store.expect(...Array.from({ length: 100 }, () => expired));
    await notebook.runCell("second");
    await notebook.expectFailed("second", "The session token of this connection has expired.");
    store.expect();
    await notebook.runCell("second");
    expect(await notebook.rowsOf("second")).toEqual([["239999400000"]]);
  } finally {
    native.close();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
});
