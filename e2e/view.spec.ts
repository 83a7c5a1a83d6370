import type { Locator, Page } from "@playwright/test";
import { axeFindings } from "./axeFindings.ts";
import { expect, test } from "./fixtures.ts";
import { openNative } from "./nativeDuckDb.ts";
import { countPageRequests, takePageRequests } from "./page-models/pageRequests.ts";

const million = `select range as n, range * 7919 % 1000 as h, case when range % 10 = 0 then null
  when range = 777777 then 'a needle' else 'item ' || (range * 31 % 10007) end as label from range(1000000)`;

const notebookOf = (name: string, sql: string) =>
  `---\neider: 1\ntitle: View\n---\n\n\`\`\`sql name=${name}\n${sql}\n\`\`\`\n`;

/** The first rows that stand in the grid, as the page shows them. */
async function firstRows(grid: Locator, count: number): Promise<string[][]> {
  const texts = await grid.getByRole("cell").allTextContents();
  // One of the headers is that of the rows' numbers.
  const columns = (await grid.getByRole("columnheader").count()) - 1;
  return Array.from({ length: count }, (_, row) => texts.slice(row * columns, (row + 1) * columns));
}

/** Opens the menu of a column. */
async function openMenu(page: Page, grid: Locator, column: string): Promise<Locator> {
  await grid.getByRole("button", { name: `Column menu of ${column}`, exact: true }).click();
  const menu = page.getByRole("menu", { name: `Column menu of ${column}` });
  // Its code is fetched when it is first wanted.
  await expect(menu).toBeVisible();
  return menu;
}

test("a million rows are sorted and filtered as native DuckDB does it, and only what is seen is asked for", async ({
  page,
  notebook,
}) => {
  await countPageRequests(page);
  await notebook.startWith(notebookOf("many", million));
  await notebook.runCell("many");
  const grid = notebook.grid("many");
  const bar = page.getByRole("region", { name: "Sort and filters of many" });
  const native = await openNative();
  await native.run(`create table many as ${million}`);
  const shown = (sql: string) =>
    native.texts(sql).then((rows) => rows.map((row) => row.map((cell) => cell ?? "NULL")));

  await test.step("by a column, downwards, then by another", async () => {
    await (await openMenu(page, grid, "h")).getByRole("menuitem", { name: "Sort descending" }).click();
    await expect(grid.getByRole("columnheader", { name: "h", exact: true })).toHaveAttribute(
      "aria-sort",
      "descending",
    );
    const byH = await shown("select * from many order by h desc, n limit 5");
    await expect.poll(() => firstRows(grid, 5)).toEqual(byH);
    await (await openMenu(page, grid, "label"))
      .getByRole("menuitem", { name: "Then sort ascending" })
      .click();
    const byBoth = await shown("select * from many order by h desc, label nulls last, n limit 5");
    await expect.poll(() => firstRows(grid, 5)).toEqual(byBoth);
  });

  await test.step("and by a range and a text, each a form that says what is wrong with it", async () => {
    await (await openMenu(page, grid, "n")).getByRole("menuitem", { name: "Filter…" }).click();
    const range = page.getByRole("dialog", { name: "Filter n" });
    await range.getByLabel("n from").fill("many");
    await range.getByRole("button", { name: "Apply" }).click();
    await expect(range.getByRole("alert")).toContainText("“many” is not a number.");
    await range.getByLabel("n from").fill("1000.5");
    await range.getByLabel("n to").fill("900000");
    await range.getByLabel("n to").press("Enter");
    await expect(bar).toContainText("899,000 of 1,000,000 rows");
    await (await openMenu(page, grid, "label")).getByRole("menuitem", { name: "Filter…" }).click();
    const text = page.getByRole("dialog", { name: "Filter label" });
    await text.getByLabel("How to filter label").selectOption("matches");
    await text.getByLabel("Regular expression for label").fill("m 99(");
    await text.getByRole("button", { name: "Apply" }).click();
    await expect(text.getByRole("alert")).toContainText("missing )");
    await text.getByLabel("Regular expression for label").fill("M 99.$");
    await text.getByRole("button", { name: "Apply" }).click();
  });

  const where = "where n >= 1001 and n <= 900000 and regexp_matches(label, 'M 99.$', 'i')";
  const ordered = `select * from many ${where} order by h desc, label nulls last, n`;
  const all = await shown(ordered);
  await test.step("down to the last row", async () => {
    await expect(bar).toContainText(`${all.length.toLocaleString("en-US")} of 1,000,000 rows`);
    await expect.poll(() => firstRows(grid, 5)).toEqual(all.slice(0, 5));
    await notebook.output("many").getByRole("button", { name: "Last row" }).click();
    const last = all.at(-1);
    await expect(grid.getByRole("cell", { name: last?.[0] ?? "", exact: true })).toBeInViewport();
    const asked = await takePageRequests(page);
    const rows = asked.reduce((sum, { limit }) => sum + limit, 0);
    expect(rows, JSON.stringify(asked)).toBeLessThanOrEqual(asked.length * 500);
    expect(rows, JSON.stringify(asked)).toBeLessThanOrEqual(6000);
  });

  await test.step("as a cell of its own, in one step of undo", async () => {
    await bar.getByRole("button", { name: "As SQL cell" }).click();
    await notebook.settled(["many_filtered"]);
    await notebook.expectDone("many_filtered");
    expect((await notebook.relation("many_filtered")).rows).toBe(all.length);
    const found = await notebook.rowsOf("many_filtered", { offset: 0, limit: 10_000 });
    const byPlace = (a: (string | null)[], b: (string | null)[]) => Number(a[0]) - Number(b[0]);
    expect(found.toSorted(byPlace)).toEqual(all.toSorted(byPlace));
    expect(found.map(([, h, label]) => [h, label])).toEqual(all.map(([, h, label]) => [h, label]));
    await page.keyboard.press("z");
    await expect(notebook.cell("many_filtered")).toHaveCount(0);
  });
  native.close();
});

test("a value that occurs once among a million is found by typing, and a filter whose column went says so", async ({
  page,
  notebook,
}) => {
  await notebook.startWith(notebookOf("many", million));
  await notebook.runCell("many");
  const grid = notebook.grid("many");
  const bar = page.getByRole("region", { name: "Sort and filters of many" });

  await test.step("with the keyboard alone", async () => {
    await grid.focus();
    for (const key of ["ArrowUp", "ArrowRight", "ArrowRight", "Enter"]) await page.keyboard.press(key);
    await expect(page.getByRole("menu", { name: "Column menu of label" })).toBeVisible();
    for (const key of ["Home", "ArrowDown", "ArrowDown", "Enter"]) await page.keyboard.press(key);
    const form = page.getByRole("dialog", { name: "Filter label" });
    const values = form.getByRole("group", { name: "Values of label" });
    // NULL, a tenth of all rows, is the most frequent.
    await expect(values.getByRole("checkbox").first()).toHaveAccessibleName("NULL 100,000");
    await expect(form).toContainText("The 200 most frequent");
    await form.getByLabel("Search values of label").fill("NEEDLE");
    const found = values.getByRole("checkbox", { name: "a needle 1", exact: true });
    await expect(values.getByRole("checkbox")).toHaveCount(1);
    expect(await axeFindings(page)).toEqual([]);
    await form.getByLabel("Search values of label").press("ArrowDown");
    await expect(found).toBeFocused();
    await page.keyboard.press("Space");
    await page.keyboard.press("Enter");
    await expect(form).toBeHidden();
    await expect(grid).toBeFocused();
  });
  await expect(bar).toContainText("1 of 1,000,000 rows");
  await expect.poll(() => firstRows(grid, 1)).toEqual([["777777", "63", "a needle"]]);

  await test.step("a run keeps it, and goes by without it where its column went", async () => {
    await notebook.editSource("many", "select 1 as n, 'a needle' as label union all select 2, 'hay'");
    await notebook.runCell("many");
    await expect(bar).toContainText("1 of 2 rows");
    await notebook.editSource("many", "select 1 as n union all select 2");
    await notebook.runCell("many");
    await expect(bar).toContainText("There is no column label any more.");
    await expect.poll(() => firstRows(grid, 2)).toEqual([["1"], ["2"]]);
    await bar.getByRole("button", { name: "Remove: label is “a needle”" }).press("Enter");
    await expect(bar).toBeHidden();
    await expect(grid).toBeFocused();
  });
});
