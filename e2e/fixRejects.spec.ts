import { axeFindings } from "./axeFindings.ts";
import { expect, test } from "./fixtures.ts";
import { given } from "./page-models/dataFiles.ts";
import { rejectsOf } from "./page-models/rejectsOf.ts";

/** Behind what types are guessed from, wrong values are rejects. */
const sales = [
  "n,day,shop",
  ...Array.from(
    { length: 25_000 },
    (_, n) => `${n},2024-05-${String((n % 28) + 1).padStart(2, "0")},shop ${n % 7}`,
  ),
  '25001,31/05/2024,"Rome, centre"',
  "25002,30/05/2024,Oslo",
  "25oo3,2024-05-29,Bern",
  "total,,",
];

const looks = [
  { look: "light-wide", colorScheme: "light", width: 1280 },
  { look: "dark-narrow", colorScheme: "dark", width: 400 },
] as const;

test("rejected rows are corrected, many at once too, loaded, and stay so after a reload", async ({
  page,
  notebook,
}) => {
  await notebook.startEmpty("Sales");
  await notebook.addFiles([given("sales.csv", Buffer.from(`${sales.join("\n")}\n`))]);
  await notebook.expectReceipt("sales", { loaded: 25_000, rejected: 4 });
  await notebook.addSql("late", "select count(*) as n, max(day) as last from sales where n > 25000");
  await notebook.runCell("late");

  const rejects = rejectsOf(notebook, "sales");
  await rejects.open();
  await expect(rejects.text("25,002")).toHaveValue('25001,31/05/2024,"Rome, centre"');
  const load = (name: string | RegExp) => rejects.dialog.getByRole("button", { name });
  await expect(load("Load 0 fixed rows")).toBeDisabled();

  await test.step("a series of errors is mended by a pattern", async () => {
    await rejects.replaceAll(String.raw`(\d+)/(\d+)/(\d+)`, "$3-$2-$1", true);
    await expect(rejects.text("25,003")).toHaveValue("25002,2024-05-30,Oslo");
    await expect(rejects.row("25,002")).toContainText("Loads");
    await expect(load("Load 2 fixed rows")).toBeEnabled();
  });

  await test.step("a row is told at once whether it loads", async () => {
    await rejects.text("25,004").fill("25003,2024-05-29,Bern,twice");
    await expect(rejects.row("25,004")).toContainText("Does not load: 4 fields where 3 are expected");
    await expect(rejects.text("25,004")).toHaveAttribute("aria-invalid", "true");
  });

  await test.step("in all looks, with nothing for axe", async () => {
    for (const { look, colorScheme, width } of looks) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({
        path: `test-results/screens/fix-rejects-${look}.png`,
        animations: "disabled",
      });
      expect(await axeFindings(page)).toEqual([]);
    }
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  await test.step("what loads is loaded, what is left out goes, the rest stays", async () => {
    await rejects.dialog.getByRole("button", { name: "Leave out Line 25,005", exact: true }).click();
    await load("Load 2 fixed rows, leave out 1").click();
    await expect(rejects.dialog.getByRole("status").last()).toHaveText(
      "2 rows loaded, 1 row left out. 1 row still rejected.",
    );
    await expect(rejects.text("25,002")).toHaveCount(0);
    await expect(rejects.text("25,004")).toHaveValue("25003,2024-05-29,Bern,twice");
    await rejects.text("25,004").fill("25003,2024-05-29,Bern");
    await load("Load 1 fixed row").click();
    await expect(rejects.dialog).toBeHidden();
  });

  await notebook.expectReceipt("sales", { loaded: 25_003, rejected: 0 });
  await notebook.expectStale("late");
  await notebook.runCell("late");
  expect(await notebook.rowsOf("late")).toEqual([["3", "2024-05-31"]]);
  const text = await notebook.text();
  expect(text).toContain("25003,2024-05-29,Bern");
  expect(text).toContain(`"25005":null`);

  await test.step("after a reload", async () => {
    await notebook.reload();
    await expect(notebook.data.getByText("25,003 loaded")).toBeVisible();
    await notebook.expectReceipt("sales", { loaded: 25_003, rejected: 0 });
    await notebook.runCell("late");
    expect(await notebook.rowsOf("late")).toEqual([["3", "2024-05-31"]]);
  });
});

test("lines of JSON are corrected with the keyboard alone", async ({ page, notebook }) => {
  await notebook.startEmpty("Lines");
  await notebook.addFiles([given("lines.ndjson", Buffer.from('{"a":1}\n{"a":2\n{"a":3}\n'))]);
  await notebook.expectReceipt("lines", { loaded: 2, rejected: 1 });
  const rejects = rejectsOf(notebook, "lines");
  await rejects.open();
  await rejects.text("2").focus();
  await page.keyboard.press("End");
  await page.keyboard.type("}");
  await expect(rejects.row("2")).toContainText("Loads");
  await rejects.dialog.getByRole("button", { name: "Load 1 fixed row" }).focus();
  await page.keyboard.press("Enter");
  await expect(rejects.dialog).toBeHidden();
  await notebook.expectReceipt("lines", { loaded: 3, rejected: 0 });
});
