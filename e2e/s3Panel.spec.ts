import type { Page } from "@playwright/test";
import { startS3 } from "../bin/testing/startS3.mjs";
import { axeFindings } from "./axeFindings.ts";
import { expect, test } from "./fixtures.ts";
import { NotebookPage } from "./page-models/NotebookPage.ts";
import { s3Of } from "./page-models/s3Of.ts";
import { waysInOf } from "./page-models/waysInOf.ts";

const asksTheStore = /^The (service worker|page) asked for (GET|HEAD|OPTIONS) http:\/\/127\.0\.0\.1:\d+\//;

async function expectNoFindings(page: Page): Promise<void> {
  for (const [colorScheme, width] of [
    ["light", 1280],
    ["dark", 400],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 900 });
    expect(await axeFindings(page)).toEqual([]);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

test("a bucket: its connection is entered and tested, its files are found, chosen and read as one relation", async ({
  page,
  notebook,
  allowProblems,
}) => {
  allowProblems(asksTheStore);
  const store = await startS3({ buckets: ["shop"] });
  const s3 = s3Of(notebook);
  await store.put("shop", "events/year=2023/a.csv", "id,amount\n1,5\n2,7\n");
  await store.put("shop", "events/year=2024/b.csv", "id,amount\n3,2\n");
  await store.put("shop", "events/year=2024/c.csv", "id,amount\n4,9\n");
  await store.put("shop", "notes.txt", "nothing of this\n");
  // This store lists a prefix only where something lies right in it.
  await store.put("shop", "events/_SUCCESS", "");
  await notebook.startEmpty();

  await test.step("a connection says what is wrong with it, is tested, and leaves no secret behind", async () => {
    await s3.open();
    await s3.press("Save and open");
    await expect(s3.form).toContainText("The bucket’s name alone");
    await s3.enter({ ...store, bucket: "shop" });
    await expect(s3.field("Bucket")).toHaveValue("shop");
    await expectNoFindings(page);
    await s3.press("Test connection");
    await expect(s3.dialog.getByText("Everything works.")).toBeVisible();
    await s3.press("Save and open");
    await expect(s3.entry("notes.txt")).toContainText("16 B");
    const secret = store.secretAccessKey;
    const places = await page.evaluate(
      (text) => [
        document.documentElement.outerHTML.includes(`value="${text}"`),
        [...document.querySelectorAll("input, textarea")].some(
          (field) => "value" in field && field.value === text,
        ),
        JSON.stringify({ ...localStorage }).includes(`"${text}"`),
      ],
      secret,
    );
    expect(places).toEqual([false, false, false]);
  });

  await test.step("prefixes are opened by keys, a filter says what it filters, a range is chosen with Shift", async () => {
    await s3.grid.focus();
    await page.keyboard.press("Enter");
    await expect(s3.entry("year=2023/")).toBeVisible();
    await s3.dialog.getByRole("button", { name: "year=2024/" }).click();
    await s3.choose("b.csv");
    await s3.grid.getByRole("checkbox", { name: "Choose c.csv" }).click({ modifiers: ["Shift"] });
    await expect(s3.dialog.getByText("2 objects, 28 B")).toBeVisible();
    await s3.press("Choose nothing");
    await page.keyboard.press("Escape");
    await expect(s3.dialog).toHaveCount(0);
    await s3.open();
    await s3.press("Open shop");
    await s3.dialog.getByRole("textbox", { name: /^Filter by name/ }).fill("notes");
    await expect(s3.dialog.getByText("1 of the 2 entries loaded here")).toBeVisible();
    await s3.dialog.getByRole("textbox", { name: /^Filter by name/ }).fill("events/*/*.csv");
    await s3.press("Search the bucket");
    await expect(s3.dialog.getByText("3 objects fit events/*/*.csv")).toBeVisible();
    await expectNoFindings(page);
  });

  await test.step("all that a pattern names is one relation, its folders are columns", async () => {
    await s3.press("Add as one relation");
    await expect(s3.dialog).toHaveCount(0);
    expect(await notebook.rowsOf("events")).toEqual([
      ["1", "5", "2023"],
      ["2", "7", "2023"],
      ["3", "2", "2024"],
      ["4", "9", "2024"],
    ]);
    expect(await notebook.text()).toContain("location: s3://shop/events/*/*.csv, connection: shop");
    expect(await notebook.text()).not.toContain(store.accessKeyId);
  });

  await test.step("SQL names an address, and the cell says what it fetched", async () => {
    await notebook.addSql(
      "by_address",
      "select sum(amount) as n from read_csv('s3://shop/events/year=2024/b.csv')",
    );
    await notebook.runAll();
    expect(await notebook.rowsOf("by_address")).toEqual([["2"]]);
    await expect(notebook.cell("by_address")).toContainText(/read \d+ B in \d+ requests?/);
    await expect(s3.source("b")).toBeVisible();
  });
  await store.close();
});

test("a notebook from elsewhere names its bucket and gets it only from a connection that its reader chooses", async ({
  page,
  notebook,
  allowProblems,
}) => {
  allowProblems(asksTheStore);
  const store = await startS3({ buckets: ["shop", "other"] });
  const s3 = s3Of(notebook);
  await store.put("shop", "events/a.csv", "id\n1\n2\n");
  await notebook.startEmpty();
  await s3.open();
  await s3.enter({ ...store, bucket: "other" });
  await s3.press("Save and open");
  await page.keyboard.press("Escape");

  const text = [
    '---\neider: 1\nsources:\n  events: { location: "s3://shop/events/*.csv", connection: other }\n---\n',
    "```sql name=counted\nselect count(*) as n from events\n```\n",
  ].join("\n");
  const chooser = page.waitForEvent("filechooser");
  await notebook.button("Open notebook").click();
  await (await chooser).setFiles([{ name: "b.nb.md", mimeType: "", buffer: Buffer.from(text) }]);
  await expect(notebook.sharedBar).toContainText("connection “other” to s3://shop/events/");
  await notebook.sharedBar.getByRole("button", { name: "Run this notebook" }).click();
  await notebook.expectFailed("counted", "no connection of this notebook reaches s3://shop/events/*.csv");

  await notebook.output("counted").getByRole("button", { name: "Connect…" }).click();
  await expect(s3.dialog.getByRole("listitem").filter({ hasText: "other" })).toContainText("leads elsewhere");
  await expectNoFindings(page);
  await s3.press("New connection");
  await s3.enter({ ...store, bucket: "shop", prefix: "events/" });
  await s3.form.getByRole("checkbox", { name: "Remember on this device" }).check();
  await s3.press("Save and use");
  await expect(s3.dialog).toHaveCount(0);
  await notebook.runCell("counted");
  await notebook.expectDone("counted");
  expect(await notebook.rowsOf("counted")).toEqual([["2"]]);

  await test.step("another tab knows a connection that the device keeps, and its notebook was not given it", async () => {
    const tab = new NotebookPage(await page.context().newPage());
    await tab.startEmpty();
    await s3Of(tab).open();
    const kept = s3Of(tab).dialog.getByRole("listitem").filter({ hasText: "s3://shop/events/" });
    await expect(kept).toContainText("kept on this device");
    await expect(kept).not.toContainText("used by this notebook");
    await tab.page.close();
  });

  await test.step("what the notebook may reach is listed, and reads nothing more once it was taken back", async () => {
    await waysInOf(notebook).choose("What this notebook may reach…");
    await expect(s3.dialog.getByRole("region", { name: "S3 connections" })).toContainText(
      "read s3://shop/events/",
    );
    await expectNoFindings(page);
    await s3.dialog.getByRole("button", { name: /^Take back shop/ }).click();
    await expect(s3.dialog).toContainText("Nothing but the files that it was given.");
    await page.keyboard.press("Escape");
    await store.put("shop", "events/b.csv", "id\n3\n");
    await notebook.addSql("again", "select count(*) as n from 's3://shop/events/b.csv'");
    await notebook.runCell("again");
    await notebook.expectFailed("again", "No connection of this notebook reaches s3://shop/events/b.csv");
  });
  await store.close();
});
