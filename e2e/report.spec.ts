import type { Page } from "@playwright/test";
import { axeFindings } from "./axeFindings.ts";
import { expect, test } from "./fixtures.ts";

const text = `---
eider: 1
title: Orders
---
# What was ordered

\`\`\`sql name=orders
select i as id, i % 3 as kind, i / 2 as amount from range(200) t(i)
\`\`\`

\`\`\`input name=least
type: slider
label: Smallest amount
min: 0
max: 100
value: 90
\`\`\`

\`\`\`sql name=picked
select id, kind, amount from orders where amount >= {{least}} order by id
\`\`\`

\`\`\`sql name=how_many
select count(*) from orders where amount >= {{least}}
\`\`\`

\`\`\`chart name=by_kind from=orders
{ "mark": "bar", "height": 120, "encoding": { "x": { "field": "kind", "type": "nominal" }, "y": { "aggregate": "sum", "field": "amount", "type": "quantitative" } } }
\`\`\`
`;

const output = (page: Page, name: string) =>
  page.getByRole("region", { name: `Output of ${name}`, exact: true });

test("a report shows outputs and inputs without code, runs what it shows, follows its inputs, and goes to paper", async ({
  page,
  notebook,
}) => {
  await notebook.startWith(text);
  await notebook.button("Show report").click();
  const report = page.getByRole("main", { name: "Report: Orders" });
  await expect(report.getByRole("heading", { name: "What was ordered" })).toBeVisible();
  await report.getByRole("button", { name: "Run report" }).click();
  await expect(output(page, "how_many")).toHaveText("20");
  await expect(output(page, "by_kind").getByRole("img")).toBeVisible();
  // Rows on the way to others are no part of it until somebody wants them there.
  await expect(output(page, "orders")).toHaveCount(0);
  await expect(report.getByRole("textbox", { name: /^Source of/ })).toHaveCount(0);
  await expect(report.getByText("Up to date")).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);

  const slider = report.getByRole("slider", { name: "Smallest amount" });
  await slider.press("End");
  await expect(output(page, "how_many")).toHaveText("0");
  await slider.press("Home");
  await expect(output(page, "how_many")).toHaveText("200");

  await expect(output(page, "by_kind").locator("img:not([role])")).toHaveCount(1);
  await page.emulateMedia({ media: "print" });
  await expect(report.getByText("Smallest amount: 0")).toBeVisible();
  await expect(slider).toHaveCount(0);
  await expect(output(page, "picked").getByText("first 40 of 200 rows", { exact: false })).toBeVisible();
  await expect(report.getByRole("button").and(page.locator(":visible"))).toHaveCount(0);
  await page.emulateMedia({ media: null });

  await page.reload();
  await notebook.ready();
  await expect(report).toBeVisible();
  await page.keyboard.press("Shift+R");
  await expect(notebook.cell("orders")).toBeVisible();
});

test("a report is arranged by keys and by hand, a step of undo each, and a link leads to it", async ({
  page,
  notebook,
}) => {
  await notebook.startWith(
    text.replace("title: Orders", "title: Orders\nreport:\n  - how_many # the number\n  - gone"),
  );
  await page.goto("/?n=started&view=report");
  await notebook.ready();
  await page.getByRole("button", { name: "Arrange", exact: true }).click();
  await page.getByRole("button", { name: /^by_kind/ }).click();
  const handle = page.getByRole("button", { name: "Move by_kind" });
  await handle.press("ArrowUp");
  await handle.press("ArrowUp");
  await expect(handle).toBeFocused();
  await handle.press("ArrowUp");
  await handle.press("Shift+ArrowRight");
  await expect(page.getByText("by_kind: row 1 of 2, place 2 of 2, 7 of 12 columns wide")).toBeAttached();
  expect(await notebook.text()).toContain(
    "  - [{ cell: how_many, width: 5 }, { cell: by_kind, width: 7 }]\n  - gone\n",
  );
  await expect(page.getByText("The report names a cell “gone”, and there is none.")).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);

  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await page.getByRole("button", { name: "Move how_many" }).hover();
  await page.mouse.down();
  const below = await page.getByRole("group", { name: "gone in the report" }).boundingBox();
  if (!below) throw new Error("There is no row below.");
  await page.mouse.move(below.x + 40, below.y + below.height - 2, { steps: 4 });
  await page.mouse.up();
  expect(await notebook.text()).toContain("report:\n  - by_kind\n  - gone\n  - how_many\n");

  await notebook.button("Share").click();
  await expect(page.getByRole("checkbox", { name: /^Open as a report/ })).toBeChecked();
  const link = page.getByRole("textbox", { name: "Link to this notebook" });
  await expect(link).toHaveValue(/&view=report$/);
  await page.goto(await link.inputValue());
  await expect(notebook.sharedBar).toBeVisible();
  await expect(page.getByRole("main", { name: "Report: Orders" })).toBeVisible();
  await expect(output(page, "how_many")).toHaveText("Not run yet");
});
