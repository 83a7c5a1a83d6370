import type { Locator } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { NotebookPage } from "./page-models/NotebookPage.ts";

const text = [
  "```input name=limit_amount\ntype: slider\nlabel: Smallest amount\nmin: 0\nmax: 100\nstep: 0.5\nvalue: 99\n```",
  "```input name=region\ntype: select\nlabel: Region\nfrom: orders.region\n```",
  "```input name=price\ntype: number\nlabel: Price\n```",
  "```sql name=orders\nselect i as id, 'region ' || (i % 3000) as region, i / 2 as amount from range(201) t(i)\n```",
  "```sql name=picked\nselect count(*) as n, typeof({{limit_amount}}) as t from orders where amount >= {{limit_amount}} and region = coalesce({{region}}, region)\n```",
  "```ts name=doubled\nexport default [{ twice: limit_amount * 2, price }];\n```",
]
  .join("\n\n")
  .concat("\n");

const slider = (notebook: NotebookPage) => notebook.cell("limit_amount").getByRole("slider");
const region = (notebook: NotebookPage) => notebook.cell("region").getByRole("combobox", { name: "Region" });

async function press(control: Locator, ...keys: string[]): Promise<void> {
  await control.focus();
  for (const key of keys) await control.press(key);
}

test("a slider's value makes its readers stale, reaches SQL and TypeScript with its type, and is undone by gesture", async ({
  page,
  notebook,
}) => {
  await notebook.startWith(text);
  await notebook.runAll();
  expect(await notebook.rowsOf("picked")).toEqual([["3", "DECIMAL(3,1)"]]);

  await press(slider(notebook), "ArrowRight");
  await expect(slider(notebook)).toHaveAttribute("aria-valuetext", "99.5");
  await notebook.expectDone("limit_amount", "orders");
  await notebook.expectStale("picked", "doubled");
  expect(await notebook.text()).toBe(text);
  await notebook.runCell("picked");
  await notebook.runCell("doubled");
  expect(await notebook.rowsOf("picked")).toEqual([["2", "DECIMAL(3,1)"]]);
  expect(await notebook.rowsOf("doubled")).toEqual([["199", null]]);

  await test.step("a number keeps its digits, and what is none is told and not taken", async () => {
    const price = notebook.cell("price").getByRole("spinbutton", { name: "Price" });
    await price.fill("0.12345678901234567890");
    await price.press("x");
    await expect(notebook.cell("price").getByRole("alert")).toContainText("is not a number");
    await notebook.runCell("doubled");
    expect(await notebook.rowsOf("doubled")).toEqual([["199", "0.12345678901234567890"]]);
    await price.press("Escape");
  });

  await test.step("the control's steps are undone one by one, the text is written on request", async () => {
    await page.keyboard.press("z");
    await expect(notebook.cell("price").getByRole("spinbutton")).toHaveValue("");
    await page.keyboard.press("z");
    await expect(slider(notebook)).toHaveAttribute("aria-valuetext", "99.0");
    await press(slider(notebook), "Home");
    await notebook.cell("limit_amount").getByRole("button", { name: "Make this the default" }).click();
    await expect.poll(() => notebook.text()).toContain("value: 0.0\n");
  });
});

test("options come from a relation, which is run on request; a link and a reload keep the value", async ({
  page,
  context,
  notebook,
}) => {
  await notebook.startWith(text.replace("range(201)", "range(6000)"));
  await notebook.cell("region").getByRole("button", { name: "Run orders" }).click();
  await notebook.settled(["orders", "region"]);
  await notebook.expectRun("picked", "idle");
  await region(notebook).click();
  await expect(notebook.cell("region").getByText("The first 200.")).toBeVisible();
  await region(notebook).pressSequentially("2999");
  await expect(page.getByRole("option")).toHaveCount(1);
  await region(notebook).press("Enter");
  await expect(region(notebook)).toHaveValue("region 2999");
  await notebook.runCell("picked");
  expect(await notebook.rowsOf("picked")).toEqual([["2", "DECIMAL(3,1)"]]);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await notebook.reload();
  await expect(region(notebook)).toHaveValue("region 2999");

  await notebook.button("Share").click();
  const dialog = page.getByRole("dialog", { name: "Share" });
  await expect(dialog).toContainText("the values that are set now in region");
  const link = await dialog.getByRole("textbox", { name: "Link to this notebook" }).inputValue();
  const other = new NotebookPage(await context.newPage());
  await other.open(link);
  await expect(region(other)).toHaveValue("region 2999");
  await other.expectRun("region", "idle");
  await other.page.goto(link.replace("/#", "/embed/#"));
  await expect(other.page.getByRole("region", { name: "region", exact: true })).toContainText("region 2999");
});

test("a new input is a slider; a wrong definition is told at its place, in the cell and in the editor", async ({
  page,
  notebook,
}) => {
  await notebook.startEmpty();
  await page.getByRole("button", { name: "Insert Input cell" }).last().click();
  await expect(notebook.source("cell_1")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(notebook.cell("cell_1").getByRole("slider", { name: "cell_1" })).toHaveValue("50");
  await page.keyboard.press("Enter");
  await notebook.editSource("cell_1", "type: slider\nmin: 9\nmax: 1");
  await notebook.source("cell_1").press("Escape");
  await expect(notebook.cell("cell_1").getByRole("alert")).toContainText(
    "max (1) is smaller than min (9). Swap the two. Line 3, column 6.",
  );
  await notebook.runCell("cell_1");
  await notebook.expectFailed("cell_1", "max (1) is smaller than min (9).");
  await expect(notebook.output("cell_1")).toContainText("line 3, column 6");
});

test("the file of an input becomes a relation of its name, and is there again after a reload", async ({
  page,
  notebook,
}) => {
  await notebook.startWith(
    "```input name=prices\ntype: file\n```\n\n```sql name=dear\nselect sum(p)::int as total from prices\n```\n",
  );
  const chooser = page.waitForEvent("filechooser");
  await notebook.cell("prices").getByRole("button", { name: "Choose a file…" }).click();
  await (await chooser).setFiles([
    { name: "march.csv", mimeType: "text/csv", buffer: Buffer.from("p\n1\n2\n") },
  ]);
  await expect(notebook.cell("prices")).toContainText("march.csv: 2 rows");
  await notebook.runAll();
  expect(await notebook.rowsOf("dear")).toEqual([["3"]]);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await notebook.reload();
  await expect(notebook.cell("prices")).toContainText("march.csv: 2 rows");
});
