import { readFile } from "node:fs/promises";
import { axeFindings } from "./axeFindings.ts";
import { expect, test } from "./fixtures.ts";

const orders = `---
eider: 1
title: Profiles
---

\`\`\`sql name=orders
select i as id, case when i % 17 = 0 then null else i * 0.5 end as price,
  ['Berlin', 'Paris ', 'Oslo'][1 + i % 3] as city
from range(5000) t(i)
\`\`\`
`;

test("a header shows how a column falls, opens all about it by key, and mends what is wrong in one step", async ({
  notebook,
  page,
}) => {
  await notebook.startWith(orders);
  await notebook.runCell("orders");
  await expect(
    page.getByRole("button", { name: "Profile of price: 80 % between 200 and 2200, 295 nulls" }),
  ).toBeVisible();

  await notebook.grid("orders").focus();
  for (const key of ["ArrowUp", "ArrowRight", "ArrowRight", "Alt+ArrowDown"]) await page.keyboard.press(key);
  const about = page.getByRole("dialog", { name: "Profile of city" });
  await expect(about).toBeFocused();
  await expect(about.getByRole("list", { name: "Hints" })).toContainText("1,667 rows");
  expect(await axeFindings(page, '[role="dialog"]')).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(about).toBeHidden();
  await expect(notebook.grid("orders")).toBeFocused();

  await page.getByRole("button", { name: /^Profile of city: / }).click();
  await about.getByRole("button", { name: "Trim…" }).click();
  await expect(about).toBeHidden();
  const preview = notebook.cell("orders_clean").getByRole("region", { name: "Preview of the step" });
  await expect(preview.getByRole("status")).toContainText("1,667 cells changed");
  expect(await notebook.text()).toContain(
    "```clean name=orders_clean from=orders\n- trim:\n    columns:\n      - city\n    collapse: false\n```",
  );
  await page.keyboard.press("z");
  await expect.poll(() => notebook.text()).not.toContain("orders_clean");
});

test("the profile page finds, sorts and opens columns, and is saved as a file", async ({
  notebook,
  page,
}) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "showSaveFilePicker"));
  await notebook.startWith(orders);
  await notebook.runCell("orders");
  await notebook.cell("orders").getByRole("button", { name: "More actions for orders" }).click();
  await page.getByRole("menuitem", { name: "Profile" }).click();
  const panel = page.getByRole("complementary", { name: "Side panel" });
  const columns = panel
    .getByRole("list", { name: "Columns of orders" })
    .getByRole("button", { expanded: false });
  await expect(panel.getByText("Save this profile")).toBeVisible();
  await panel.getByRole("combobox", { name: "Order of columns" }).selectOption("Most nulls");
  await expect(columns.first()).toContainText("price");
  await columns.first().click();
  await expect(panel.getByText("Quartiles")).toBeVisible();
  expect(await axeFindings(page, "aside")).toEqual([]);
  await panel.getByRole("searchbox", { name: "Find a column" }).fill("CIT");
  await expect(columns).toHaveCount(1);

  const saved = page.waitForEvent("download");
  await panel.getByRole("button", { name: "CSV" }).click();
  const path = await (await saved).path();
  expect((await readFile(path, "utf8")).split("\r\n")[2]).toMatch(
    /^2,price,"DECIMAL\(\d+,1\)",5000,295,4705,true,/,
  );
});
