import { readFile, writeFile } from "node:fs/promises";
import { tableFromIPC } from "apache-arrow";
import { axeFindings } from "./axeFindings.ts";
import { expect, test } from "./fixtures.ts";
import { type Native, openNative, quoted } from "./nativeDuckDb.ts";
import {
  chooseInMenu,
  downloadByMenu,
  exportedBytes,
  pickedFile,
  withoutSaveDialog,
  withSaveDialog,
} from "./page-models/exportsOf.ts";
import type { NotebookPage } from "./page-models/NotebookPage.ts";

/** Values that exports are known to bend: whole ranges, nothing apart from empty, and nesting. */
const valuesSql = `select * from (values
  (1, 9223372036854775807, 170141183460469231731687303715884105727::hugeint, 0.1::decimal(38,10), 1.5::double, 'plain',
    true, date '1969-12-31', timestamp '2024-02-29 23:59:59.123456', [1, null, 3], {'city': 'Malmö', 'tags': ['a', null]}),
  (2, -9223372036854775807, -1, -9999999999999999999999999999.9999999999, 'nan', '',
    false, date '9999-12-31', timestamp '1582-10-15 00:00:00', [], {'city': '', 'tags': []}),
  (3, null, null, null, null, null, null, null, null, null, null),
  (4, 0, 0, 0, '-infinity', E'a "quoted", line\\nand a tab\\t', null, 'infinity', null, [null], {'city': null, 'tags': null})
) t(id, big, huge, dec, dbl, txt, flag, day, moment, list, nested) order by id`;

const castBack = `id::int, big::bigint, huge::hugeint, dec::decimal(38,10), dbl::double, txt::varchar, flag::boolean,
  day::date, moment::timestamp, list::int[], nested::struct(city varchar, tags varchar[])`;

const notebookText = (sql: string) => `\`\`\`sql name=things\n${sql}\n\`\`\`\n`;

async function openThings(notebook: NotebookPage, sql = valuesSql): Promise<void> {
  await notebook.startWith(notebookText(sql));
  await notebook.runAll();
  await notebook.expectDone("things");
}

/** How native DuckDB reads each file back to the types that the relation had. */
const readers: Record<string, (path: string) => string> = {
  csv: (path) =>
    `select ${castBack} from read_csv(${quoted(path)}, header = true, all_varchar = true, allow_quoted_nulls = false)`,
  ndjson: (path) => `select ${castBack} from read_json(${quoted(path)}, format = 'newline_delimited',
    columns = {id: 'INT', big: 'BIGINT', huge: 'HUGEINT', dec: 'VARCHAR', dbl: 'VARCHAR', txt: 'VARCHAR', flag: 'BOOLEAN',
      day: 'VARCHAR', moment: 'VARCHAR', list: 'INT[]', nested: 'STRUCT(city VARCHAR, tags VARCHAR[])'})`,
  parquet: (path) => `select ${castBack} from read_parquet(${quoted(path)})`,
};

test.describe("an export, read back by native DuckDB, is the relation", () => {
  let native: Native;
  test.beforeAll(async () => {
    native = await openNative();
  });
  test.afterAll(() => native.close());

  test("as CSV, NDJSON and Parquet, by the cell's menu and by the page's object", async ({
    page,
    notebook,
  }, testInfo) => {
    await withoutSaveDialog(page);
    await openThings(notebook);
    const expected = await native.texts(valuesSql);
    expect(await notebook.rowsOf("things")).toEqual(expected);

    for (const [format, label] of [
      ["csv", "CSV"],
      ["ndjson", "NDJSON"],
      ["parquet", "Parquet"],
    ] as const) {
      await test.step(label, async () => {
        const download = await downloadByMenu(notebook, "things", label);
        expect(download.suggestedFilename()).toBe(`things.${format}`);
        const path = testInfo.outputPath(`things.${format}`);
        await download.saveAs(path);
        const read = readers[format] ?? (() => "");
        expect(await native.texts(read(path))).toEqual(expected);

        const again = testInfo.outputPath(`again.${format}`);
        await writeFile(again, await exportedBytes(notebook, "things", { format }));
        expect(await native.texts(read(again))).toEqual(expected);
      });
    }
    await expect(page.getByText("things.parquet written: 4 rows")).toBeVisible();
    const codec = "select distinct compression from parquet_metadata";
    expect(await native.texts(`${codec}(${quoted(testInfo.outputPath("things.parquet"))})`)).toEqual([
      ["ZSTD"],
    ]);
  });

  test("as Arrow, read by apache-arrow", async ({ notebook }) => {
    await openThings(
      notebook,
      `select range as big, case when range % 2 = 0 then '' end as txt, range / 4 as dbl, [range, null] as list,
        {'x': range::int} as nested, (range / 100)::decimal(18,2) as dec, timestamp '2024-01-01' + interval (range) hour as moment
        from range(5000)`,
    );
    const table = tableFromIPC(await exportedBytes(notebook, "things", { format: "arrow" }));
    expect(table.numRows).toBe(5000);
    const value = (column: string, row: number) => table.getChild(column)?.get(row);
    for (const row of [0, 1, 4999]) {
      expect(value("big", row)).toBe(BigInt(row));
      expect(value("txt", row)).toBe(row % 2 === 0 ? "" : null);
      expect(value("dbl", row)).toBe(row / 4);
      expect([...value("list", row)]).toEqual([BigInt(row), null]);
      expect(value("nested", row).toJSON()).toEqual({ x: row });
      expect(value("dec", row)[0]).toBe(row);
      expect(value("moment", row)).toBe(Date.UTC(2024, 0, 1, row));
    }
  });

  test("three million rows go to disk without passing through the page", async ({
    page,
    notebook,
  }, testInfo) => {
    await withoutSaveDialog(page);
    await openThings(
      notebook,
      "select range as id, 'number ' || range % 1000 as txt, range / 7.0 as dbl from range(3000000)",
    );
    const session = await page.context().newCDPSession(page);
    const heapBytes = async () => {
      const { metrics } = await session.send("Performance.getMetrics");
      return metrics.find(({ name }) => name === "JSHeapUsedSize")?.value ?? Number.POSITIVE_INFINITY;
    };
    await session.send("Performance.enable");
    const before = await heapBytes();
    const download = await downloadByMenu(notebook, "things", "CSV");
    const path = testInfo.outputPath("things.csv");
    await download.saveAs(path);
    expect((await heapBytes()) - before).toBeLessThan(50e6);
    expect(
      await native.texts(`select count(*), sum(id), count(distinct txt), sum(dbl)::decimal(30,2), count(*) - count(dbl)
        from read_csv(${quoted(path)}, header = true)`),
    ).toEqual(
      await native.texts(
        `select count(*), sum(range), 1000, sum(range / 7.0)::decimal(30,2), 0 from range(3000000)`,
      ),
    );
  });
});

test("where the browser has a dialog for it, an export goes straight to the picked file", async ({
  page,
  notebook,
}) => {
  await withSaveDialog(page);
  await openThings(notebook, "select range as n from range(3)");
  await chooseInMenu(notebook, "things", "Export as CSV");
  await expect(page.getByText("things.csv written: 3 rows")).toBeVisible();
  expect(await pickedFile(page, "things.csv")).toBe("n\n0\n1\n2\n");
});

test("the export dialog says what a format cannot hold, makes a CSV safe, and a stopped export leaves no file", async ({
  page,
  notebook,
}, testInfo) => {
  await withoutSaveDialog(page);
  await openThings(
    notebook,
    "select i as n, '=' || i as txt, interval (i) day as gap, uuid() as id from range(3000000) t(i)",
  );
  await chooseInMenu(notebook, "things", "Export…");
  const dialog = page.getByRole("dialog", { name: "Export things" });
  await expect(dialog).toContainText("3,000,000 rows, 4 columns");
  await dialog.getByLabel("Format").selectOption("parquet");
  await expect(dialog.getByRole("region", { name: "What it cannot hold as it is" })).toContainText(
    "gap (INTERVAL) is written as VARCHAR.",
  );
  expect(await axeFindings(page, '[role="dialog"]')).toEqual([]);
  await dialog.getByLabel("Rows of a row group").fill("none");
  await expect(dialog.getByRole("button", { name: "Export" })).toBeDisabled();
  await dialog.getByLabel("Format").selectOption("csv");
  await dialog.getByRole("button", { name: "Export" }).click();
  await dialog.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByText("things.csv was not written: it was stopped.")).toBeVisible();
  expect(
    await page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      const names = [];
      for await (const name of (await root.getDirectoryHandle("exports")).keys()) names.push(name);
      return names;
    }),
  ).toEqual([]);

  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await notebook.editSql("things", "select 1 as n, '=1+1' as txt");
  await notebook.runAll();
  await chooseInMenu(notebook, "things", "Export…");
  const download = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Export" }).click();
  const path = testInfo.outputPath("safe.csv");
  await (await download).saveAs(path);
  expect(await readFile(path, "utf8")).toBe('n,txt\n1,"\'=1+1"\n');
  await expect(dialog).toHaveCount(0);
});

test("an export that cannot be made says why", async ({ notebook }) => {
  await openThings(notebook, "select 1 as n");
  const eider = await notebook.eider();
  const message = (relation: string, format: string) =>
    eider.evaluate(
      (object, given) =>
        object.export(given.relation, { format: given.format }).then(
          () => "exported",
          (error: Error) => error.message,
        ),
      { relation, format },
    );
  expect(await message("things", "xml")).toMatch(/xml.*csv, tsv, ndjson, json, parquet, arrow, xlsx, sql/);
  expect(await message("nothing_here", "csv")).toMatch(/nothing_here/);
});
