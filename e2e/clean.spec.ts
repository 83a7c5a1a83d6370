import type { Locator } from "@playwright/test";
import { axeFindings } from "./axeFindings.ts";
import { expect, test } from "./fixtures.ts";
import { openNative } from "./nativeDuckDb.ts";

const vendors = ["Acme  Ltd", " Bolt", "Çedar ", "Dune", "N/A"];
const lines = Array.from({ length: 900 }, (_, at) => {
  const amount = at % 9 === 0 ? "twelve" : `"${(at * 7.25).toFixed(2)} €"`;
  return `${at % 800},${vendors[at % vendors.length]},${amount}`;
});
const dirty = {
  name: "orders.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(`order_id,vendor,amount\n${lines.join("\n")}\n`),
};

const recipe = `---
eider: 1
title: Test
---

\`\`\`clean name=orders_clean from=orders
# how orders are cleaned
- number: { columns: [amount], on_error: reject }
\`\`\`
`;

async function addStep(cell: Locator, words: string, name: string): Promise<void> {
  await cell.getByRole("combobox", { name: "Add step" }).fill(words);
  await cell.page().getByRole("option", { name }).click();
}

test("a recipe is built on a preview whose counts are native DuckDB's, runs, and becomes SQL with the same rows", async ({
  page,
  notebook,
}) => {
  const native = await openNative();
  await native.run("create table orders (order_id bigint, vendor varchar, amount varchar)");
  await native.run(
    `insert into orders values ${lines.map((line) => `(${line.replace(/,(.*),"?([^"]*)"?$/, ", '$1', '$2'")})`).join(", ")}`,
  );
  await notebook.startWith(recipe);
  await notebook.addFiles([dirty]);
  const cell = notebook.cell("orders_clean");
  const preview = cell.getByRole("region", { name: "Preview of the step" });

  await test.step("a step is found by any word for it, and what it does is shown before anything runs", async () => {
    await cell.getByRole("button", { name: "Builder", exact: true }).click();
    const [[rejected] = []] = await native.texts("select count(*) from orders where amount = 'twelve'");
    await expect(preview.getByRole("status")).toContainText(`${rejected} rows set aside`);
    await addStep(cell, "whitespace", "Trim spaces");
    await expect(cell.getByRole("button", { name: /Trim vendor/ })).toBeVisible();
    const [[changed] = []] = await native.texts(
      "select count(*) from orders where amount <> 'twelve' and trim(replace(vendor, '  ', ' ')) <> vendor",
    );
    await expect(preview.getByRole("status")).toContainText(`${changed} cells changed`);
    await expect(preview.getByRole("table")).toContainText("Bolt");
    expect(await axeFindings(page, '[data-part="builder"]')).toEqual([]);
  });

  await test.step("steps are switched and moved by key, and remarks stay", async () => {
    const trim = cell.getByRole("button", { name: /Trim vendor/ });
    await trim.press("Alt+ArrowUp");
    await expect
      .poll(() => notebook.text())
      .toContain(
        "- trim: [vendor]\n# how orders are cleaned\n- number: { columns: [amount], on_error: reject }",
      );
    await cell.getByRole("checkbox", { name: "Step 1 is on" }).uncheck();
    await expect(preview.getByRole("status")).toContainText("If it were on:");
    await cell.getByRole("checkbox", { name: "Step 1 is on" }).check();
  });

  const expected =
    await native.texts(`select order_id, trim(replace(vendor, '  ', ' ')), replace(amount, ' €', '')::double
    from orders where amount <> 'twelve'`);
  await test.step("the run makes the rows that native DuckDB makes, and what was set aside is told", async () => {
    await notebook.runCell("orders_clean");
    await notebook.expectDone("orders_clean");
    expect(await notebook.rowsOf("orders_clean")).toEqual(expected);
    await expect(notebook.output("orders_clean")).toContainText("100 values could not be read");
  });

  await test.step("as a SQL cell it makes the same rows, and undo brings the recipe back", async () => {
    const before = await notebook.text();
    await cell.getByRole("button", { name: "Turn into a SQL cell" }).click();
    await expect(cell).toHaveAttribute("data-kind", "sql");
    await notebook.runCell("orders_clean");
    expect(await notebook.rowsOf("orders_clean")).toEqual(expected);
    expect((await notebook.relation("orders_clean__rejects")).rows).toBe(100);
    await cell.press("Escape");
    await cell.focus();
    await page.keyboard.press("z");
    await expect(cell).toHaveAttribute("data-kind", "clean");
    expect(await notebook.text()).toBe(before);
  });
  native.close();
});

test("a column is cleaned from its menu, and a step that is wrong says where", async ({ page, notebook }) => {
  await notebook.startWith(`---
eider: 1
title: Test
---

\`\`\`sql name=people
select * from (values (' Ada'), ('Bob ')) t(name)
\`\`\`
`);
  await notebook.runAll();
  await notebook.output("people").getByRole("columnheader", { name: /^name/ }).hover();
  await notebook.output("people").getByRole("button", { name: "Column menu of name" }).click();
  await page.getByRole("menuitem", { name: "Clean…" }).click();
  const cell = notebook.cell("people_clean");
  await expect(cell.getByRole("region", { name: "Preview of the step" })).toContainText("2 cells changed");
  await notebook.runCell("people_clean");
  expect(await notebook.rowsOf("people_clean")).toEqual([["Ada"], ["Bob"]]);

  await cell.getByRole("button", { name: "Text", exact: true }).click();
  await notebook.editSource("people_clean", "- trim: [nmae]");
  await notebook.runCell("people_clean");
  await notebook.expectFailed("people_clean", 'There is no column "nmae" here.');
  await expect(notebook.output("people_clean")).toContainText("Did you mean name?");
});
