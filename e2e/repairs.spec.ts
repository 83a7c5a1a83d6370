import { expect, test } from "./fixtures.ts";
import { openNative } from "./nativeDuckDb.ts";

const cities = `select i as id,
  case when i % 50 = 7 then 'Hambrug' when i % 50 = 9 then 'hamburg ' when i % 2 = 0 then 'Hamburg' else 'Leipzig' end as city,
  case when i % 20 = 3 then 'N/A' else (i * 1.5)::VARCHAR end as amount from range(400) t(i)`;

const notebookText = `---\neider: 1\ntitle: Repairs\n---\n\n\`\`\`sql name=orders\n${cities}\n\`\`\`\n`;

test("look-alike values become one by a step of a clean cell, in one step of undo", async ({
  page,
  notebook,
}) => {
  await notebook.startWith(notebookText);
  await notebook.runCell("orders");
  const grid = notebook.grid("orders");
  await grid.getByRole("button", { name: "Column menu of city", exact: true }).click();
  await page.getByRole("menuitem", { name: "Clusters…" }).click();
  const dialog = page.getByRole("dialog", { name: "Look-alike values of city" });
  await expect(dialog.getByRole("list", { name: "Clusters of city" })).toContainText("hamburg");
  await dialog.getByLabel("How alike").selectOption({ label: "Few edits apart" });
  await expect(dialog.getByRole("list", { name: "Clusters of city" })).toContainText("Hambrug");
  const apply = dialog.getByRole("button", { name: "Apply" });
  await expect(apply).toBeDisabled();
  await dialog.getByRole("checkbox", { name: "Merge into Hamburg" }).check();
  await expect(dialog.getByRole("status")).toContainText("2 values in 16 rows will change");
  await apply.click();
  await expect(dialog).toBeHidden();
  const text = () => page.evaluate(() => window.eider?.text());
  expect(await text()).toContain(
    '```clean name=orders_clean from=orders\n- map:\n    column: city\n    values:\n      Hambrug: Hamburg\n      "hamburg ": Hamburg\n```',
  );
  // The cell that was made has the keyboard, so that what was done is undone by a key.
  const made = page.getByRole("group", { name: "Cell orders_clean" });
  await expect(made).toBeFocused();
  await page.keyboard.press("z");
  await expect.poll(text).not.toContain("orders_clean");
});

test("what is likely wrong with rows is found and mended by steps", async ({ page, notebook }) => {
  const native = await openNative();
  const [[missing] = []] = await native.texts(`select count(*) from (${cities}) where amount = 'N/A'`);
  await notebook.startWith(notebookText);
  await notebook.runCell("orders");
  await notebook.grid("orders").getByRole("button", { name: "Column menu of amount", exact: true }).click();
  await page.getByRole("menuitem", { name: "Find repairs…" }).click();
  const dialog = page.getByRole("dialog", { name: "Repairs of orders" });
  const found = dialog.getByRole("list", { name: "Repairs of orders" });
  await expect(found.getByRole("checkbox", { name: /amount .*"N\/A" for a missing value/ })).toBeChecked();
  await expect(found).toContainText(`${missing} cells`);
  await dialog.getByRole("button", { name: "Apply" }).click();
  await expect(dialog).toBeHidden();
  const text = await page.evaluate(() => window.eider?.text());
  expect(text).toContain("- nulls:\n    columns:\n      - amount\n    texts:\n      - n/a\n");
});
