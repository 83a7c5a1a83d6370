import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { expect, test } from "./fixtures.ts";
import { openNative, quoted } from "./nativeDuckDb.ts";
import { given } from "./page-models/dataFiles.ts";

const rowsOfText = Array.from({ length: 20_000 }, (_, n) => `${n},row number ${n}`).join("\n");

test("files that cannot be read each say what is wrong, and nothing else suffers", async ({
  page,
  notebook,
}, testInfo) => {
  const native = await openNative();
  const parquetPath = testInfo.outputPath("whole.parquet");
  await native.run(
    `copy (select range as n, 'row ' || range as t from range(50000)) to ${quoted(parquetPath)}`,
  );
  native.close();
  const parquet = await readFile(parquetPath);
  const zipped = gzipSync(`n,t\n${rowsOfText}\n`);
  const noise = Buffer.from(Array.from({ length: 4096 }, (_, n) => (n * 197 + (n >> 3) * 31) % 256));

  const bad: [string, Buffer, RegExp][] = [
    ["empty.csv", Buffer.alloc(0), /empty/i],
    ["empty.parquet", Buffer.alloc(0), /empty/i],
    ["empty.json", Buffer.alloc(0), /empty/i],
    ["cut.csv.gz", zipped.subarray(0, zipped.length >> 1), /gzip|cut|truncated|ends/i],
    ["cut.parquet", parquet.subarray(0, parquet.length >> 1), /parquet|footer|cut|truncated/i],
    ["headless.parquet", Buffer.concat([Buffer.alloc(4), parquet.subarray(4, 60)]), /parquet|footer|cut/i],
    ["binary.csv", noise, /binary|text/i],
    [
      "picture.csv",
      Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), noise]),
      /png|image|picture|binary/i,
    ],
    ["broken.json", Buffer.from('[{"a": 1}, {"a": '), /json|line 1|ends|cut/i],
  ];
  await notebook.startEmpty();
  await notebook.addSql("fine", "select 42 as answer");
  const text = await notebook.text();
  const receipts = await notebook.addFiles([
    ...bad.map(([name, bytes]) => given(name, bytes)),
    given("good.csv", "a\n1\n"),
  ]);
  for (const [name, , message] of bad) {
    await test.step(name, async () => {
      const receipt = receipts.find(({ file }) => file === name);
      // A file that is cut off in its middle may keep the rows before the cut, if it says so or shows what it rejected.
      const rejects = receipt?.rejected
        ? JSON.stringify(await notebook.rowsOf(`${receipt.relation}__rejects`))
        : "";
      const said = [receipt?.error ?? "", ...(receipt?.notes ?? []), rejects].join(" ");
      expect(said).toMatch(message);
      if (receipt?.error === null) expect(receipt.loaded + receipt.rejected).toBe(receipt.rows);
      else expect(receipt?.loaded).toBe(0);
      expect(said).not.toMatch(/undefined|\[object|Invalid array length|src\/\d/);
    });
  }
  await test.step("the page shows each failure beside its source", async () => {
    await expect(notebook.data.getByRole("alert").first()).toBeVisible();
    expect(await notebook.data.getByRole("alert").count()).toBeGreaterThanOrEqual(7);
    await expect(page.getByRole("region", { name: "Engine", exact: true })).toHaveCount(0);
  });
  await test.step("what is good loaded, and cells run", async () => {
    expect(await notebook.rowsOf("good")).toEqual([["1"]]);
    await notebook.runCell("fine");
    await notebook.expectDone("fine");
    expect(await notebook.text()).toContain(text.trim().split("\n").at(-2) ?? "select 42");
  });
});

test("files and results without rows are tables without rows", async ({ notebook }) => {
  await notebook.startEmpty();
  const [receipt] = await notebook.addFiles([given("heads.csv", "id,name,amount\n")]);
  expect(receipt).toMatchObject({ error: null, rows: 0, loaded: 0, rejected: 0 });
  expect((await notebook.relation("heads")).columns.map(({ name }) => name)).toEqual([
    "id",
    "name",
    "amount",
  ]);
  await notebook.addSql("nothing", "select id, name from heads where id is not null");
  await notebook.addSql("counted", "select count(*) as n from nothing");
  await notebook.runAll();
  await notebook.expectDone("nothing", "counted");
  const grid = notebook.grid("nothing");
  await expect(grid).toHaveAttribute("aria-rowcount", "1");
  await expect(grid.getByRole("columnheader", { name: "name" })).toBeVisible();
  await expect(notebook.output("nothing")).toContainText("0 rows");
  expect(await notebook.rowsOf("counted")).toEqual([["0"]]);
  expect(await notebook.rowsOf("nothing")).toEqual([]);
});

test("a cell of a megabyte opens, is edited, runs and is kept", async ({ page, notebook }) => {
  const filler = `-- ${"a long remark ".repeat(70)}\n`.repeat(1100);
  const text = `\`\`\`sql name=long\n${filler}select 42 as answer\n\`\`\`\n`;
  expect(text.length).toBeGreaterThan(1_000_000);
  await notebook.startWith(text);
  expect(await notebook.text()).toBe(text);
  await notebook.runCell("long");
  await notebook.expectDone("long");
  expect(await notebook.rowsOf("long")).toEqual([["42"]]);
  await notebook.source("long").focus();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.insertText(" + 1");
  await expect.poll(async () => (await notebook.text()).endsWith("answer + 1\n```\n")).toBe(true);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  const edited = await notebook.text();
  await notebook.reload();
  expect((await notebook.text()) === edited).toBe(true);
});

test("a notebook file that does not parse opens as text, word for word, and says why", async ({
  page,
  notebook,
}) => {
  const broken = "---\neider: 1\nsources: [not, a, map\n---\n\n```sql name=a\nselect 1\n```\n";
  await notebook.open();
  const address = page.url();
  const chooser = page.waitForEvent("filechooser");
  await notebook.button("Open notebook").click();
  await (await chooser).setFiles([given("broken.nb.md", broken)]);
  await expect.poll(() => page.url()).not.toBe(address);
  await expect(page.getByRole("alert").filter({ hasText: /does not read as a notebook/ })).toContainText(
    /line|column|:/,
  );
  expect(await notebook.text()).toContain(broken);
  expect((await notebook.cells()).filter(({ kind }) => kind === "sql")).toEqual([]);

  await test.step("and the notebook that was open before is kept", async () => {
    await notebook.open(address);
    expect(await notebook.text()).toContain("title: Shop events");
  });
});

test("where the device refuses to keep anything, the page says so and goes on", async ({
  page,
  app,
  notebook,
}) => {
  const session = await page.context().newCDPSession(page);
  // Before the page opens, since Chromium remembers for a while how much room there was.
  await session.send("Storage.overrideQuotaForOrigin", { origin: app.url, quotaSize: 1 });
  await notebook.open();
  await notebook.openEmpty();
  await notebook.addSql("a", "select 1 as n");
  await expect(page.getByText("Not kept", { exact: true })).toBeVisible();
  const message = page.getByRole("alert").filter({ hasText: /refused to keep/ });
  await expect(message).toContainText(/file/);
  await notebook.editSql("a", "select 2 as n");
  await notebook.runCell("a");
  expect(await notebook.rowsOf("a")).toEqual([["2"]]);

  await test.step("an export that has nowhere to go says so", async () => {
    const eider = await notebook.eider();
    const answer = await eider.evaluate((object) =>
      object.export("a", { format: "csv" }).then(
        (blob) => `a file of ${blob.size} bytes`,
        (error: Error) => error.message,
      ),
    );
    expect(answer).toMatch(/a file of \d+ bytes|space|quota|storage|full/i);
    await notebook.runCell("a");
    await notebook.expectDone("a");
  });

  await test.step("with room again, all is kept", async () => {
    await session.send("Storage.overrideQuotaForOrigin", { origin: app.url });
    await notebook.editSql("a", "select 3 as n");
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
    await notebook.reload();
    expect(await notebook.text()).toContain("select 3 as n");
  });
});
