import type { Locator, Page } from "@playwright/test";
import { axeFindings } from "./axeFindings.ts";
import { expect, test } from "./fixtures.ts";
import type { NotebookPage } from "./page-models/NotebookPage.ts";

const text = `---
eider: 1
title: Test
---

\`\`\`sql name=sales
SELECT ['Acme', 'Bolt', 'Çedar "x"'][1 + i % 3] AS vendor, i AS revenue, i % 2 = 0 AS paid FROM range(30) t(i)
\`\`\`
`;
const empty = `${text}\n\`\`\`chart name=pic from=sales\n\`\`\`\n`;

const shelf = (cell: Locator, name: string) =>
  cell.getByRole("combobox", { name: `${name} column`, exact: true });

/** The chart's text, as it stands in the notebook. */
async function specOf(notebook: NotebookPage, name: string): Promise<unknown> {
  const found = new RegExp(`chart name=${name} from=\\S+\\n([\\s\\S]*?)\\n?\`\`\``).exec(
    await notebook.text(),
  );
  return found?.[1] ? JSON.parse(found[1]) : null;
}

/** Chooses a column for the shelf that has the keyboard. */
async function choose(page: Page, column: string): Promise<void> {
  await page.keyboard.type(column);
  await expect(page.getByRole("option", { name: column })).toBeVisible();
  await page.keyboard.press("Enter");
}

test("a chart is one click from a result, changed by the mouse, and one step of undo each", async ({
  page,
  notebook,
}) => {
  await notebook.startWith(text);
  await notebook.runAll();
  await notebook.cell("sales").getByRole("button", { name: "Chart sales" }).click();
  const cell = notebook.cell("sales_chart");
  await expect(notebook.chart("sales_chart")).toHaveAccessibleName(
    /^Bar chart of sum of revenue by vendor: 3 bars/,
  );
  const first = await notebook.text();

  await cell
    .getByRole("button", { name: "Put paid on the next free shelf" })
    .dragTo(cell.getByRole("group", { name: "Row shelf" }));
  await expect(shelf(cell, "Row")).toHaveValue("paid");
  expect(await specOf(notebook, "sales_chart")).toMatchObject({
    encoding: { row: { field: "paid", type: "nominal" } },
  });
  await cell.getByRole("combobox", { name: "X aggregate" }).selectOption("median");
  await expect(notebook.chart("sales_chart")).toHaveAccessibleName(/median of revenue/i);
  expect(await axeFindings(page, '[data-part="builder"]')).toEqual([]);

  await test.step("undo goes back choice by choice, and the chart itself is the last", async () => {
    await cell.press("Escape");
    await cell.focus();
    await page.keyboard.press("z");
    await page.keyboard.press("z");
    await expect.poll(() => notebook.text()).toBe(first);
    await page.keyboard.press("z");
    await expect(cell).toHaveCount(0);
    await expect.poll(() => notebook.text()).toBe(text);
  });
});

test("a bar chart is built by keyboard alone, and follows what is written by hand", async ({
  page,
  notebook,
}) => {
  await notebook.startWith(empty);
  await notebook.runCell("sales");
  const cell = notebook.cell("pic");
  await cell.scrollIntoViewIfNeeded();
  await shelf(cell, "Y").focus();
  await choose(page, "vendor");
  await expect
    .poll(() => specOf(notebook, "pic"))
    .toEqual({ mark: "bar", encoding: { y: { field: "vendor", type: "nominal" } } });
  await shelf(cell, "X").focus();
  await choose(page, "revenue");
  await expect(notebook.chart("pic")).toHaveAccessibleName(/^Bar chart of sum of revenue by vendor: 3 bars/);
  expect(await notebook.text()).toContain(
    '"x": { "aggregate": "sum", "field": "revenue", "type": "quantitative" }',
  );

  await test.step("what shelves cannot say is named and stays", async () => {
    const spec = {
      mark: { type: "line", interpolate: "step" },
      transform: [{ filter: "datum.revenue > 3" }],
      encoding: { x: { field: "revenue" }, y: { aggregate: "count" }, color: { value: "red" } },
    };
    await notebook.editSource("pic", JSON.stringify(spec));
    await expect(cell.getByText("Also in the spec, and kept: transform, color.")).toBeVisible();
    await expect(shelf(cell, "X")).toHaveValue("revenue");
    await expect(cell.getByRole("button", { name: "Line", exact: true })).toHaveAttribute(
      "aria-pressed",
      "true",
    );
    await cell.getByRole("button", { name: "Empty X" }).click();
    const { x: _x, ...encoding } = spec.encoding;
    await expect.poll(() => specOf(notebook, "pic")).toEqual({ ...spec, encoding });
  });
});

test("the spec completes names of columns and underlines what is none, and the face chosen is kept", async ({
  page,
  notebook,
}) => {
  await notebook.startWith(
    `${text}\n\`\`\`chart name=pic from=sales\n{ "mark": "bar", "encoding": { "x": { "field": "" } } }\n\`\`\`\n`,
  );
  await notebook.runAll();
  const cell = notebook.cell("pic");
  await cell.scrollIntoViewIfNeeded();
  await expect(cell.locator(".monaco-editor").first()).toBeVisible();
  await notebook.source("pic").focus();
  await page.keyboard.press("End");
  for (let step = 0; step < 7; step++) await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("v");
  const column = page.getByRole("option", { name: /^vendor/ });
  await expect(column).toBeVisible();
  await page.keyboard.press("Enter");
  await expect
    .poll(() => specOf(notebook, "pic"))
    .toEqual({ mark: "bar", encoding: { x: { field: "vendor" } } });
  await page.keyboard.type("s");
  await expect(cell.locator(".squiggly-error")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");

  await cell.getByRole("button", { name: "Builder", exact: true }).click();
  await cell.getByRole("button", { name: "Spec", exact: true }).click();
  await expect(notebook.source("pic")).toHaveCount(0);
  await notebook.reload();
  await expect(cell.getByRole("button", { name: "Builder", exact: true })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await expect(notebook.source("pic")).toHaveCount(0);
});
