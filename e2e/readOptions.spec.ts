import { makeXlsx } from "../lib/ingest/testing/makeXlsx.ts";
import { expect, test } from "./fixtures.ts";
import { given } from "./page-models/dataFiles.ts";
import { readingOf } from "./page-models/readingOf.ts";

const prices = `${Array.from({ length: 30 }, (_, n) => `item ${n};1,${10 + n}`).join("\n")}\n`;

test("a wrong guess is corrected, readers become stale, and undo brings the guess back", async ({
  notebook,
  page,
}) => {
  const reading = readingOf(notebook);
  await notebook.startWith("```sql name=reader\nselect count(*) as n from prices\n```\n");
  await notebook.addFiles([given("prices.csv", prices)]);
  await notebook.runAll();
  await notebook.expectDone("reader");

  await test.step("the preview follows every choice", async () => {
    await reading.open("prices");
    await reading.field("Delimiter").selectOption({ label: ", comma" });
    await reading.expectRow(["item 3;1", "13"]);
    await reading.field("Delimiter").selectOption({ label: "; semicolon" });
    await reading.field("Header rows").fill("0");
    await reading.field("Decimal sign").selectOption({ label: "1,5" });
    await reading.expectRow(["item 3", "1.13"]);
    await expect(reading.summary).toHaveText("All 30 rows · 2 columns");
  });

  await test.step("what is used is written into the notebook, and nothing runs by itself", async () => {
    await reading.use("prices");
    const rows = await notebook.rowsOf("prices");
    expect(rows).toHaveLength(30);
    expect(rows[3]).toEqual(["item 3", "1.13"]);
    expect(await notebook.text()).toContain('"decimal":","');
    await notebook.expectStale("reader");
  });

  await test.step("undo reads the file as before", async () => {
    const read = await notebook.rowsOf("prices");
    await page.getByRole("main").focus();
    await page.keyboard.press("Escape");
    await page.keyboard.press("z");
    // While a source loads again there is no relation of its name.
    await expect(async () => expect((await notebook.rowsOf("prices"))[3]).not.toEqual(read[3])).toPass();
    expect(await notebook.text()).not.toContain("decimal");
  });
});

test("a column's type is asked for, and rows that are not of it are shown before they are rejected", async ({
  notebook,
}) => {
  const reading = readingOf(notebook);
  await notebook.startEmpty();
  await notebook.addFiles([given("codes.csv", "code,n\n1,5\nx2,6\n3,7\n")]);
  await reading.open("codes");
  await reading.dialog.getByRole("combobox", { name: "Type of code" }).selectOption("BIGINT");
  await expect(reading.preview.getByRole("row").filter({ hasText: "Rejected: code: x2" })).toBeVisible();
  await expect(reading.summary).toContainText("1 would be rejected");
  await reading.use("codes");
  await notebook.expectReceipt("codes", { loaded: 2, rejected: 1 });
  await expect(reading.line("codes").getByText(/In doubt: 33 % of the rows/)).toBeVisible();

  await test.step("and back to automatic", async () => {
    await reading.open("codes");
    await reading.dialog.getByRole("button", { name: "Back to automatic" }).click();
    await reading.expectRow(["x2", "6"]);
    await reading.use("codes");
    await notebook.expectReceipt("codes", { loaded: 3, rejected: 0 });
    expect(await notebook.text()).not.toContain("options:");
  });
});

test("a shared notebook reads the next person's copy in the same way", async ({ notebook }) => {
  const reading = readingOf(notebook);
  await notebook.startEmpty();
  await notebook.addFiles([given("prices.csv", prices)]);
  await reading.open("prices");
  await reading.field("Delimiter").selectOption({ label: "; semicolon" });
  await reading.field("Header rows").fill("0");
  await reading.field("Decimal sign").selectOption({ label: "1,5" });
  await reading.expectRow(["item 0", "1.1"]);
  await reading.use("prices");
  const [rows, text] = [await notebook.rowsOf("prices"), await notebook.text()];
  await notebook.openText(text);
  const receipts = await notebook.addFiles([given("prices.csv", prices)]);
  expect(receipts).toMatchObject([{ relation: "prices", error: null, loaded: 30 }]);
  expect(await notebook.rowsOf("prices")).toEqual(rows);
});

test("another character set is picked among the likely ones", async ({ notebook }) => {
  const reading = readingOf(notebook);
  await notebook.startEmpty();
  const towns = [
    [0x93, 0x8c, 0x8b, 0x9e],
    [0x91, 0xe5, 0x8d, 0xe3],
  ];
  const bytes = Buffer.concat([
    Buffer.from("n,town\n"),
    ...towns.map((town, n) => Buffer.from([...Buffer.from(`${n},`), ...town, 10])),
  ]);
  await notebook.addFiles([given("towns.csv", bytes)]);
  await reading.open("towns");
  await reading.field("Character set").selectOption("windows-1252");
  await expect(reading.preview).not.toContainText("東京");
  await reading.field("Character set").selectOption("utf-8");
  await expect(reading.summary).toContainText("shown as \ufffd");
  await reading.field("Character set").selectOption("shift_jis");
  await reading.expectRow(["東京"]);
  await reading.use("towns");
  expect((await notebook.rowsOf("towns")).map(([, town]) => town)).toEqual(["東京", "大阪"]);
});

test("a file that did not load becomes a log by an own pattern", async ({ notebook }) => {
  const reading = readingOf(notebook);
  await notebook.startWith(
    "---\neider: 1\nsources:\n  app:\n    location: file:app.log\n    format: log\n---\n",
  );
  await notebook.addFiles([given("app.log", "10:00 ok 1\n10:01 ok 2\nbroken\n10:02 no 3\n")]);
  await reading.open("app");
  await reading.field("Kind of log").selectOption({ label: "Own pattern…" });
  await reading.field("Pattern").fill("^(?<at>\\S+) (?<state>\\w+) (?<n>\\d+)$");
  await expect(reading.dialog.getByText("75 % of the lines fit.")).toBeVisible();
  await expect(reading.dialog.getByText("The first that does not: broken")).toBeVisible();
  await reading.dialog.getByRole("combobox", { name: "Type of n" }).selectOption("text");
  await reading.expectColumns(["at", "state", "n"]);
  await reading.use("app");
  await notebook.expectReceipt("app", { loaded: 3, rejected: 1 });
});

test("a sheet is kept to a range", async ({ notebook }) => {
  const reading = readingOf(notebook);
  await notebook.startEmpty();
  const rows = [1, 2, 3]
    .map(
      (r) =>
        `<row r="${r}">${["A", "B", "C"].map((c) => `<c r="${c}${r}"><v>${r}${c.charCodeAt(0)}</v></c>`).join("")}</row>`,
    )
    .join("");
  await notebook.addFiles([given("book.xlsx", Buffer.from(makeXlsx({ sheets: { Only: rows } })))]);
  await reading.open("book");
  await reading.field("Range").fill("nonsense");
  await expect(reading.dialog.getByRole("alert")).toContainText("no range of cells");
  await expect(reading.dialog.getByRole("button", { name: "Use", exact: true })).toBeDisabled();
  await reading.field("Range").fill("B2:C3");
  await reading.field("Header row").fill("0");
  await reading.expectRow(["266", "267"]);
  await reading.use("book");
  expect(await notebook.rowsOf("book")).toEqual([
    ["266", "267"],
    ["366", "367"],
  ]);
});
