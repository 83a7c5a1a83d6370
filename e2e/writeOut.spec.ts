import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { startS3 } from "../bin/testing/startS3.mjs";
import { axeFindings } from "./axeFindings.ts";
import { expect, test } from "./fixtures.ts";
import { openNative, quoted } from "./nativeDuckDb.ts";
import { chooseInMenu, folderFiles, withFolderDialog, withoutSaveDialog } from "./page-models/exportsOf.ts";
import { s3Of } from "./page-models/s3Of.ts";

const thingsSql = `select i as n, 'x' || i as t, date '2024-01-01' + (i % 3)::int as day,
  [i, null] as l, i / 7.0 as d from range(5000) t(i)`;
const text = `\`\`\`sql name=things\n${thingsSql}\n\`\`\`\n`;

const asksTheStore =
  /^The (service worker|page) asked for (GET|HEAD|PUT|POST|DELETE|OPTIONS) http:\/\/127\.0\.0\.1:\d+\//;

test("a relation goes into a folder as Parquet in Hive folders with a manifest, and to a file and as a database it has the same rows", async ({
  page,
  notebook,
}, testInfo) => {
  await withFolderDialog(page, "picked");
  await withoutSaveDialog(page);
  await notebook.startWith(text);
  await notebook.runAll();
  await chooseInMenu(notebook, "things", "Export…");
  const dialog = page.getByRole("dialog", { name: "Export things" });
  await dialog.getByLabel("Format").selectOption("parquet");
  await dialog.getByLabel("Where").selectOption("folder");
  await dialog.getByText("More", { exact: true }).click();
  await dialog.getByLabel("Folders by").selectOption("day");
  await dialog.getByLabel("A new file after").fill("1000");
  await expect(dialog).toContainText("day=…/part-00001.parquet");
  expect(await axeFindings(page, '[role="dialog"]')).toEqual([]);
  await dialog.getByRole("button", { name: "Export" }).click();
  await expect(page.getByText("picked written: 6 files, 5,000 rows")).toBeVisible();
  await expect(page.getByText("All of it was read back and is right.")).toBeVisible();
  await expect(dialog).toHaveCount(0);

  const files = await folderFiles(page, "picked");
  expect(Object.keys(files).sort()).toEqual([
    ...["2024-01-01", "2024-01-02", "2024-01-03"].flatMap((day) => [
      `day=${day}/part-00001.parquet`,
      `day=${day}/part-00002.parquet`,
    ]),
    "manifest.json",
  ]);
  for (const [path, bytes] of Object.entries(files)) {
    const at = testInfo.outputPath("picked", path);
    await mkdir(dirname(at), { recursive: true });
    await writeFile(at, Buffer.from(bytes, "base64"));
  }
  const native = await openNative();
  const all = quoted(join(testInfo.outputPath("picked"), "**", "*.parquet"));
  expect(
    await native.texts(
      `select n, t, day, l, d from read_parquet(${all}, hive_partitioning = true) order by n`,
    ),
  ).toEqual(await native.texts(`select n, t, day, l, d from (${thingsSql}) order by n`));

  await test.step("once more it is refused, and what is there stays", async () => {
    await chooseInMenu(notebook, "things", "Export…");
    await dialog.getByLabel("Where").selectOption("folder");
    await dialog.getByLabel("Format").selectOption("parquet");
    await dialog.getByText("More", { exact: true }).click();
    await dialog.getByLabel("Folders by").selectOption("day");
    await dialog.getByRole("button", { name: "Export" }).click();
    await expect(page.getByText(/part-00001.parquet is in the folder already/)).toBeVisible();
    expect(await folderFiles(page, "picked")).toEqual(files);
  });

  await test.step("and as a database it has the same rows", async () => {
    await dialog.getByLabel("Format").selectOption("duckdb");
    await dialog.getByLabel("Where").selectOption("file");
    const download = page.waitForEvent("download");
    await dialog.getByRole("button", { name: "Export" }).click();
    const at = testInfo.outputPath("things.duckdb");
    await (await download).saveAs(at);
    await native.run(`attach ${quoted(at)} as back (read_only)`);
    expect(await native.texts("from back.things order by n")).toEqual(
      await native.texts(`from (${thingsSql}) order by n`),
    );
  });
  native.close();
});

test("a relation goes to a bucket, and where something is there already nothing is left of it", async ({
  page,
  notebook,
  allowProblems,
}) => {
  allowProblems(asksTheStore, /Failed to load resource: the server responded with a status of 404/);
  const store = await startS3({ buckets: ["shop"] });
  const s3 = s3Of(notebook);
  await notebook.startWith(text);
  await s3.open();
  await s3.enter({ ...store, bucket: "shop" });
  await s3.press("Save and open");
  await page.keyboard.press("Escape");
  await notebook.runAll();
  const dialog = page.getByRole("dialog", { name: "Export things" });
  const exportAs = async (bound: string) => {
    await chooseInMenu(notebook, "things", "Export…");
    await dialog.getByLabel("Where").selectOption({ label: "shop (s3://shop/)" });
    await dialog.getByLabel("Below s3://shop/").fill("out");
    await dialog.getByText("More", { exact: true }).click();
    await dialog.getByLabel("A new file after").fill(bound);
    await dialog.getByRole("button", { name: "Export" }).click();
  };
  await exportAs("2000");
  await expect(page.getByText("s3://shop/out/ written: 3 files, 5,000 rows")).toBeVisible();
  await expect(dialog).toHaveCount(0);
  const keys = async () => {
    const listed = await (await fetch(`${store.url}/shop?list-type=2`)).text();
    return [...listed.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key]) => key);
  };
  const written = ["out/manifest.json", ...[1, 2, 3].map((at) => `out/things-0000${at}.csv`)];
  expect(await keys()).toEqual(written);
  await exportAs("1000");
  await expect(page.getByText(/There is already an object s3:\/\/shop\/out\/things-00001.csv/)).toBeVisible();
  expect(await keys()).toEqual(written);
  await store.close();
});
