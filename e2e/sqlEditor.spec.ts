import type { Page } from "@playwright/test";
import { axeFindings } from "./axeFindings.ts";
import { expect, test } from "./fixtures.ts";

const cell = (name: string, source: string, kind = "sql") =>
  `\`\`\`${kind} name=${name}\n${source}\n\`\`\`\n`;

const notebookText = [
  cell(
    "orders",
    "select range as id, 'buyer ' || range % 7 as buyer, (range * 1.5)::decimal(10,2) as amount from range(1000)",
  ),
  cell("not_run", "select id as order_id, amount * 2 as twice from orders"),
  cell("settings", "export const least = 3;", "ts"),
  cell("work", "select 1"),
].join("\n");

/** What the list of completions shows, best first. */
const list = (page: Page) => page.getByRole("listbox", { name: "Suggest" }).getByRole("option");
const underlined = (page: Page) => page.locator(".squiggly-error");

test("a SQL cell completes, checks, explains and finds names while it is written", async ({
  page,
  notebook,
}) => {
  await notebook.startWith(notebookText);
  await notebook.runCell("orders");
  const source = notebook.source("work");
  const write = async (text: string) => {
    await source.focus();
    await source.press("ControlOrMeta+a");
    await source.press("Delete");
    await page.keyboard.insertText(text);
  };
  await notebook.cell("work").scrollIntoViewIfNeeded();
  await expect(notebook.cell("work").locator(".monaco-editor").first()).toBeVisible();

  await test.step("columns through an alias and a CTE, also of a cell that has not run", async () => {
    await write(
      "with big as (select n.twice as t, o.buyer from orders o join not_run n on n.order_id = o.id) select b. from big b",
    );
    for (let i = 0; i < " from big b".length; i++) await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Control+Space");
    await expect(list(page)).toHaveCount(2);
    await expect(list(page).first()).toHaveAccessibleName(/^t/);
    await page.keyboard.press("Escape");
    await write("select * from orders where id > {{");
    await page.keyboard.press("Control+Space");
    await expect(list(page)).toHaveAccessibleName(/^least/);
    await page.keyboard.press("Tab");
    await expect.poll(() => notebook.text()).toContain("where id > {{least}}");
    await notebook.expectRun("not_run", "idle");
  });

  await test.step("a mistake is underlined where it is, and no longer once it is mended", async () => {
    await write("select buyer, amuont from orders");
    await expect(underlined(page)).toHaveCount(1);
    await page.keyboard.press("Escape");
    await notebook.editSource("work", "select twice, order_id from not_run");
    await expect(underlined(page)).toHaveCount(0);
    await notebook.editSource("work", "select twicee from not_run");
    await expect(underlined(page)).toHaveCount(1);
    await notebook.expectRun("work", "idle");
  });

  await test.step("hovering tells columns, types, rows and the cell; F12 goes there", async () => {
    await notebook.editSource("work", "select amount from orders");
    await expect(underlined(page)).toHaveCount(0);
    await notebook.cell("work").getByText("orders", { exact: true }).last().hover();
    const hover = page.getByRole("tooltip").filter({ hasText: "1,000 rows" });
    await expect(hover).toContainText("amount DECIMAL(10,2)");
    await expect(hover).toContainText("Made by the cell orders");
    await source.focus();
    await source.press("ControlOrMeta+End");
    await page.keyboard.press("F12");
    await expect(notebook.cell("orders")).toBeFocused();
  });

  await test.step("F12 on a source leads to its line in the data panel", async () => {
    const people = { name: "people.csv", mimeType: "text/csv", buffer: Buffer.from("name\nAda\n") };
    await notebook.addFiles([people]);
    await notebook.editSource("work", "from people");
    await source.focus();
    await source.press("ControlOrMeta+End");
    await page.keyboard.press("F12");
    await expect(notebook.data.getByRole("treeitem", { name: /^people/ })).toBeFocused();
  });

  await test.step("signatures come from the engine", async () => {
    await write("select regexp_extract(");
    await page.keyboard.press("Control+Shift+Space");
    await expect(page.getByText("regexp_extract(string VARCHAR, regex VARCHAR").first()).toBeVisible();
    await page.keyboard.press("Escape");
  });

  await test.step("a key formats it, as one step of undo", async () => {
    const before = "select id,amount from orders where id>3 limit {{ least }}";
    await write(before);
    await page.keyboard.press("Shift+Alt+F");
    await expect
      .poll(() => notebook.text())
      .toContain("select\n  id,\n  amount\nfrom\n  orders\nwhere\n  id > 3\nlimit\n  {{ least }}");
    await page.keyboard.press("ControlOrMeta+z");
    await expect.poll(() => notebook.text()).toContain(before);
  });
});

test("a plan is a tree that keys walk, with the text one click away", async ({ page, notebook }) => {
  await notebook.startWith(
    [
      cell("orders", "select range as id, range % 7 as buyer from range(20000)"),
      cell("totals", "select buyer, count(*) as n from orders group by all order by n"),
    ].join("\n"),
  );
  await notebook.cell("totals").getByRole("button", { name: "More actions for totals" }).click();
  await page.getByRole("menuitem", { name: "Explain" }).click();
  await notebook.expectDone("totals_plan");
  await notebook.expectRun("totals", "idle");
  const tree = notebook.output("totals_plan").getByRole("tree", { name: "Plan of totals_plan" });
  await expect(tree.getByRole("treeitem", { name: /ORDER BY/ })).toBeVisible();
  await expect(notebook.output("totals_plan")).toContainText("nothing was run");

  await notebook.output("totals_plan").getByRole("button", { name: "Run and measure" }).click();
  await expect(notebook.output("totals_plan")).toContainText("Measured plan");
  await expect(tree.getByRole("treeitem", { name: /SCAN orders.*20,000 rows.*of the time/ })).toBeVisible();

  await tree.getByRole("treeitem").first().focus();
  await page.keyboard.press("End");
  const last = tree.getByRole("treeitem").last();
  await expect(last).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(last).toContainText("Sequential Scan");
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowLeft");
  await expect(tree.getByRole("treeitem")).toHaveCount(1);

  await notebook.output("totals_plan").getByRole("button", { name: "Show as text" }).click();
  await expect(notebook.output("totals_plan")).toContainText("└─");
});
