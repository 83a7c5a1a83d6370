import type { Locator } from "@playwright/test";
import { axeFindings } from "./axeFindings.ts";
import { expect, test } from "./fixtures.ts";

const orders = {
  name: "orders.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(
    `order_id,vendor,amount\n${[" Acme,10.5", "Bolt,20", "  Acme  ,4", "Bolt,7", "Dune,-1"].map((rest, at) => `${at + 1},${rest}`).join("\n")}\n`,
  ),
};

const notebook_ = `---
eider: 1
title: Test
---

\`\`\`clean name=orders_clean from=orders
- trim: vendor
- filter: amount > 0
\`\`\`

\`\`\`sql name=raw
select * from orders
\`\`\`

\`\`\`sql name=by_vendor
with big as (select * from orders_clean where amount > 1)
select vendor, count(*) as n, sum(amount) as total from big group by vendor order by vendor
\`\`\`
`;

async function traceRow(grid: Locator, text: string): Promise<Locator> {
  await grid.getByText(text, { exact: true }).first().click({ button: "right" });
  const page = grid.page();
  await page.getByRole("menuitem", { name: "Trace this row" }).click();
  return page.getByRole("region", { name: /^Trace of row/ });
}

test("a row is traced back through a group and the steps of a recipe to its line, and forward to the step that dropped it", async ({
  page,
  notebook,
}) => {
  await notebook.startWith(notebook_);
  await notebook.addFiles([orders]);
  await notebook.runAll();
  const trace = await traceRow(notebook.grid("by_vendor"), "Acme");
  await expect(trace).toHaveAccessibleName("Trace of row 1 of by_vendor");

  await test.step("the group's rows are there to choose from, and one leads to the cell that it is of", async () => {
    await expect(trace.getByText("2 rows of big, put in one group")).toBeVisible();
    await trace
      .getByRole("region", { name: "Rows of big" })
      .getByRole("button", { name: "2", exact: true })
      .click();
    await expect(trace.getByText("Row 3 of orders_clean", { exact: true })).toBeVisible();
  });

  await test.step("what each step changed is told, down to the line of the file", async () => {
    await trace.getByRole("button", { name: "Where row 3 of orders_clean comes from" }).click();
    await expect(trace.getByText("Step 2 · ", { exact: false })).toBeVisible();
    await expect(trace.getByText("Step 1 · ", { exact: false })).toBeVisible();
    await expect(trace.getByRole("listitem").filter({ hasText: "vendor" })).toContainText("··Acme··");
    await expect(trace.getByText("row 3 of orders.csv, line 4")).toBeVisible();
    expect(await axeFindings(page, '[aria-label^="Trace of row"]')).toEqual([]);
  });

  await test.step("Escape closes it", async () => {
    await page.keyboard.press("Escape");
    await expect(trace).toBeHidden();
  });

  await test.step("a row of the file leads forward to the step that left it out", async () => {
    const dropped = await traceRow(notebook.grid("raw"), "Dune");
    await expect(dropped.getByText("row 5 of orders.csv, line 6")).toBeVisible();
    await dropped.getByRole("button", { name: "What became of this row" }).click();
    await expect(dropped.getByText(/^Left out of orders_clean by step 2 · .*amount > 0/)).toBeVisible();
  });
});
