import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { expect, test } from "./fixtures.ts";
import { dropFiles, given } from "./page-models/dataFiles.ts";
import { NotebookPage } from "./page-models/NotebookPage.ts";
import { pickHandles } from "./page-models/pickedHandles.ts";
import { relinkOf } from "./page-models/relinkOf.ts";

const saved = (notebook: NotebookPage) =>
  expect(notebook.page.getByText("Saved", { exact: true })).toBeVisible();

const people = given("people.csv", "id,name\n1,Ada\n2,Grace\n");
const orders = given("orders.ndjson", '{"id": 7, "total": 1.50}\n{"id": 8, "total": 2.25}\n');

/** More than a notebook's copies may take. */
const largeBytes = 70_000_000;

/** A CSV of about 70 MB; `last` stands in its last row. */
function largeCsv(last: string): Buffer {
  const row = `1,${"a row of some length ".repeat(40)}\n`;
  return Buffer.from(`n,t\n${row.repeat(Math.ceil(largeBytes / row.length))}2,${last}\n`);
}

test("small files are there after a reload, and nobody is asked", async ({ page, notebook }) => {
  const relink = relinkOf(notebook);
  await notebook.startWith(
    "```sql name=both\nselect * from people join orders on people.id + 6 = orders.id\n```\n",
  );
  await notebook.addFiles([people, orders]);
  await relink.expectKept("people", /a copy in this browser/);
  await relink.expectKept("orders", /a copy in this browser/);
  await notebook.runAll();
  const [before, text] = [await notebook.rowsOf("both"), await notebook.text()];
  const print = createHash("sha256").update(`${people.buffer.length}\n`).update(people.buffer).digest("hex");
  expect(text).toContain(`s1:${print.slice(0, 32)}`);
  await saved(notebook);

  await notebook.reload();
  await notebook.expectRun("both", "idle");
  await expect(relink.bar).toHaveCount(0);
  await notebook.runAll();
  expect(await notebook.rowsOf("both")).toEqual(before);
  expect(await notebook.rowsOf("people")).toEqual([
    ["1", "Ada"],
    ["2", "Grace"],
  ]);
  expect(await notebook.text()).toBe(text);
  await relink.expectKept("people", /which is what was loaded/);

  await test.step("a notebook from elsewhere that names the same file gets nothing of it", async () => {
    const chooser = page.waitForEvent("filechooser");
    await notebook.button("Open notebook").click();
    await (await chooser).setFiles([given("theirs.nb.md", text)]);
    await expect(notebook.sharedBar).toBeVisible();
    await expect(relink.bar).toHaveCount(0);
    await notebook.sharedBar.getByRole("button", { name: "Run this notebook" }).click();
    await expect(relink.bar).toContainText("people.csv, orders.ndjson");
    await expect(relink.source("people").getByRole("button", { name: "Find file…" })).toBeVisible();
  });
});

test("a removed source is not kept, and its undo is", async ({ page, notebook }) => {
  const relink = relinkOf(notebook);
  await notebook.startEmpty();
  await notebook.addFiles([people, orders]);
  await relink.expectKept("orders", /a copy in this browser/);
  await relink.expectKept("people", /a copy in this browser/);
  await relink.source("people").getByRole("button", { name: "Remove people" }).click();
  await relink.source("orders").getByRole("button", { name: "Remove orders" }).click();
  await expect(relink.source("orders")).toHaveCount(0);
  await page.getByRole("main").focus();
  await page.keyboard.press("z");
  await relink.expectKept("orders", /a copy in this browser/);
  await saved(notebook);
  await notebook.reload();
  await expect
    .poll(async () => (await notebook.receipts()).map(({ relation }) => relation))
    .toEqual(["orders"]);
});

test("a file too large for a copy is asked for: the wrong one, a changed one and a renamed one are told apart", async ({
  notebook,
}, testInfo) => {
  const relink = relinkOf(notebook);
  const put = async (name: string, content: Buffer) => {
    const path = testInfo.outputPath(name);
    await writeFile(path, content);
    return path;
  };
  const right = largeCsv("the last row");
  await notebook.startEmpty();
  await notebook.addFiles([await put("events.csv", right)]);
  await notebook.addFiles([people]);
  await relink.expectKept("events", /copies in this browser end at 64 MB/);
  const { rows } = await notebook.relation("events");
  await saved(notebook);

  await notebook.reload();
  await expect(relink.bar).toContainText("events.csv");
  await expect(relink.bar).not.toContainText("people.csv");
  await expect(relink.source("events")).toContainText("This notebook reads events.csv. It is not loaded.");
  await relink.bar.getByRole("button", { name: "Find files…" }).click();
  await expect(relink.bar).toHaveCount(0);
  await expect(relink.wanted("events")).toContainText(/events\.csv · 70 MB · saved \d/);

  await test.step("a file that nobody asked for is left alone", async () => {
    await relink.choose([orders, people]);
    await expect(relink.dialog.getByRole("status")).toContainText(
      "orders.ndjson, people.csv fit none of them",
    );
  });
  await test.step("a changed one is shown as such and not used", async () => {
    await relink.choose([await put("events.csv", largeCsv("another row"))]);
    await expect(relink.wanted("events")).toContainText(/changed since: [\d,]+ → [\d,]+ bytes/);
    await notebook.receiptsOf(["people.csv"], 0);
    expect((await notebook.receipts()).map(({ relation }) => relation)).toEqual(["people"]);
  });
  await test.step("the right one is known under another name", async () => {
    await relink.choose([await put("events (2).csv", right)]);
    await expect(relink.dialog.getByText("Everything is here. No cell has run.")).toBeVisible();
    await relink.dialog.getByRole("button", { name: "Done" }).click();
    expect((await notebook.relation("events")).rows).toBe(rows);
    expect(await notebook.text()).toContain("file:events (2).csv");
  });
});

test("a changed file is used once somebody says so", async ({ page, notebook }, testInfo) => {
  const relink = relinkOf(notebook);
  const path = testInfo.outputPath("events.csv");
  await writeFile(path, largeCsv("the last row"));
  await notebook.startEmpty();
  await notebook.addFiles([path]);
  await relink.expectKept("events", /copies in this browser end/);
  await saved(notebook);
  await notebook.reload();
  await relink.source("events").getByRole("button", { name: "Find file…" }).click();
  await expect(relink.dialog).toBeVisible();
  await dropFiles(page, [given("events.csv", "n,t\n1,new\n")], relink.dialog);
  await expect(relink.wanted("events")).toContainText("events.csv changed since: 70 MB → 10 B.");
  await relink.wanted("events").getByRole("button", { name: "Use it anyway" }).click();
  await expect(relink.dialog.getByText("Everything is here. No cell has run.")).toBeVisible();
  expect(await notebook.rowsOf("events")).toEqual([["1", "new"]]);
  await page.keyboard.press("Escape");
  await relink.expectKept("events", /a copy in this browser/);
  await saved(notebook);
  await notebook.reload();
  await expect.poll(async () => (await notebook.receipts()).length).toBe(1);
  expect(await notebook.rowsOf("events")).toEqual([["1", "new"]]);
});

test("a second tab reads what is kept; data added there makes it the one that writes and keeps", async ({
  page,
  context,
  notebook,
}) => {
  await notebook.startEmpty();
  await notebook.addFiles([people]);
  await relinkOf(notebook).expectKept("people", /a copy in this browser/);
  await saved(notebook);

  const second = new NotebookPage(await context.newPage());
  await second.open(page.url());
  await expect.poll(async () => (await second.receipts()).length).toBe(1);
  expect(await second.rowsOf("people")).toEqual(await notebook.rowsOf("people"));
  await second.addFiles([orders]);
  await relinkOf(second).expectKept("orders", /a copy in this browser/);
  await saved(second);
  await notebook.reload();
  await expect
    .poll(async () => (await notebook.receipts()).map(({ file }) => file).sort())
    .toEqual(["orders.ndjson", "people.csv"]);
});

test("where the device keeps nothing, files load all the same and the receipt says so", async ({
  page,
  app,
  notebook,
}) => {
  const session = await page.context().newCDPSession(page);
  // Before the page opens, since Chromium remembers for a while how much room there was.
  await session.send("Storage.overrideQuotaForOrigin", { origin: app.url, quotaSize: 1 });
  await notebook.open();
  await notebook.openEmpty();
  await notebook.addFiles([people]);
  expect(await notebook.rowsOf("people")).toHaveLength(2);
  await relinkOf(notebook).expectKept("people", /this browser had no room/);
});

test("files of the disk: opened again by themselves, after one click, or asked for", async ({
  page,
  notebook,
}) => {
  const relink = relinkOf(notebook);
  const handles = await pickHandles(page);
  await notebook.startEmpty();
  await handles.write("big.csv", largeBytes);
  await handles.write("small.csv", 3000);
  await handles.pickNext("big.csv", "small.csv");
  await notebook.button("Add data").click();
  await notebook.receiptsOf(["big.csv", "small.csv"], 0);
  await relink.expectKept("big", /the way to the file/);
  await relink.expectKept("small", /a copy in this browser/);
  const { rows } = await notebook.relation("big");
  await saved(notebook);

  await test.step("with leave given once and for all", async () => {
    await notebook.reload();
    await notebook.receiptsOf(["big.csv", "small.csv"], 0);
    await expect(relink.bar).toHaveCount(0);
  });
  await test.step("where the browser asks, one click for all", async () => {
    await handles.afterReload("prompt");
    await notebook.reload();
    await expect(relink.bar).toContainText("Sources of this notebook: big.csv.");
    await notebook.receiptsOf(["small.csv"], 0);
    await relink.bar.getByRole("button", { name: "Open again" }).click();
    await notebook.receiptsOf(["big.csv"], 0);
    await expect(relink.bar).toHaveCount(0);
    expect((await notebook.relation("big")).rows).toBe(rows);
  });
  await test.step("a change on the disk is noticed, and read on demand", async () => {
    await handles.write("small.csv", 6000);
    await page.evaluate(() => dispatchEvent(new Event("focus")));
    const line = relink.source("small");
    await expect(line).toContainText(/small\.csv changed since: .* → .*What is shown is from before/);
    const before = (await notebook.receipts()).length;
    await line.getByRole("button", { name: "Reload" }).click();
    await notebook.receiptsOf(["small.csv"], before);
    await expect(line).not.toContainText("changed since");
    await saved(notebook);
  });
  await test.step("where leave is refused, the dialog asks", async () => {
    await handles.afterReload("prompt", "denied");
    await notebook.reload();
    await relink.bar.getByRole("button", { name: "Open again" }).click();
    await expect(relink.wanted("big")).toContainText("The browser was not allowed to read big.csv.");
  });
  await test.step("a file that is gone is said to be gone", async () => {
    await handles.remove("big.csv");
    await handles.afterReload("granted");
    await notebook.reload();
    await expect(relink.bar).toContainText("Files of this notebook that are not here: big.csv.");
    await expect(relink.source("big")).toContainText("big.csv is no longer where it was.");
  });
});
