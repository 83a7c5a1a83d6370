import { expect, test } from "./fixtures.ts";

const cell = (kind: string, info: string, source: string) => `\`\`\`${kind} ${info}\n${source}\n\`\`\`\n`;

const chain = [
  cell("sql", "name=orders", "select range::int as n from range(5)"),
  cell("sql", "name=big", "select orders.n from orders where n > 2"),
  cell("ts", "name=doubled", "export default big.map(({ n }) => ({ n: n * 2 }));"),
  cell("sql", "name=apart", "select 'orders' as word"),
].join("\n");

test("edits run what they change, a frozen cell keeps its result, and the file says so", async ({
  notebook,
  page,
}) => {
  await notebook.startWith(chain);
  await notebook.runAll();

  await test.step("the mode is chosen beside Run all", async () => {
    await notebook.button("More ways to run").click();
    await page.getByRole("menuitemradio", { name: "Run it and what reads it" }).click();
    await expect(page.getByText("Automatic", { exact: true })).toBeVisible();
    expect(await notebook.text()).toContain("run: automatic");
  });

  await test.step("an edit runs the cell and its readers, and no other", async () => {
    await notebook.editSql("orders", "select range::int as n from range(8)");
    await expect.poll(() => notebook.rowsOf("doubled")).toEqual([["6"], ["8"], ["10"], ["12"], ["14"]]);
    await notebook.expectDone("orders", "big", "doubled", "apart");
    await expect(notebook.cell("apart").getByTitle(/times? in this session/)).toHaveText("1");
  });

  await test.step("a frozen cell and its readers stay as they are", async () => {
    await notebook.cell("big").getByRole("button", { name: "More actions for big" }).click();
    await page.getByRole("menuitem", { name: "Freeze (keep its result)" }).click();
    await expect(notebook.cell("big").getByText("Frozen", { exact: true })).toBeVisible();
    expect(await notebook.text()).toContain("name=big frozen=true");
    await notebook.editSql("orders", "select 100 as n");
    await expect(notebook.cell("big").getByText("Frozen, has changed since")).toBeVisible();
    await expect.poll(() => notebook.rowsOf("orders")).toEqual([["100"]]);
    await notebook.expectDone("orders", "big", "doubled");
    expect(await notebook.rowsOf("doubled")).toHaveLength(5);
  });

  await test.step("asked to run, it says so and offers to thaw", async () => {
    await notebook.cell("big").getByRole("button", { name: "Run cell", exact: true }).click();
    await page.getByRole("button", { name: "Thaw and run" }).click();
    await expect.poll(() => notebook.rowsOf("doubled")).toEqual([["200"]]);
  });
});

test("renaming a cell renames it in its readers, and deleting one tells who reads it", async ({
  notebook,
  page,
}) => {
  await notebook.startWith(chain);
  const before = await notebook.text();
  const name = notebook.cell("orders").getByRole("textbox", { name: "Name of orders" });
  await name.fill("sales");
  await name.press("Enter");
  await page.getByRole("button", { name: "Rename there too" }).click();
  expect(await notebook.text()).toContain("select sales.n from sales where");
  await notebook.runCell("doubled");
  await notebook.expectDone("sales", "big", "doubled");

  await notebook.cell("sales").press("z");
  expect(await notebook.text()).toBe(before);

  await notebook.cell("big").press("d");
  await notebook.cell("big").press("d");
  const told = page.getByRole("status").filter({ hasText: 'Deleted "big", which "doubled" reads.' });
  await told.getByRole("button", { name: "Undo" }).click();
  expect(await notebook.text()).toBe(before);
});

test("the graph shows who reads whom and leads there by keyboard alone", async ({ notebook, page }) => {
  await notebook.startWith(
    chain + cell("sql", "name=hen", "select * from egg") + cell("sql", "name=egg", "select * from hen"),
  );
  await notebook.runCell("big");
  await notebook.button("Show side panel").click();
  const graph = page.getByRole("group", { name: "Cells and who reads them" });
  const node = (name: string) => graph.getByRole("button", { name: new RegExp(`^${name} `) });

  await expect(node("big")).toHaveAccessibleName("big SQL · 2 rows Reads orders. Read by doubled.");
  await expect(node("hen")).toHaveAccessibleName(
    /These 2 cells read each other in a circle: hen → egg → hen\./,
  );
  await expect(page.getByRole("list", { name: "Problems" })).toContainText("read each other in a circle");

  await node("big").focus();
  await node("big").press("ArrowUp");
  await expect(node("orders")).toBeFocused();
  await node("orders").press("Enter");
  await expect(notebook.cell("orders")).toBeFocused();
  await expect(node("orders")).toHaveAttribute("aria-current", "true");

  await notebook.editSql("orders", "select range::int as n from range(9)");
  await expect(node("big")).toHaveAccessibleName(/^big Stale · 2 rows SQL\./);
  await page.getByRole("button", { name: "Run stale cells" }).click();
  await expect(node("big")).toHaveAccessibleName(/^big SQL · 6 rows /);

  const search = page.getByRole("searchbox", { name: "Find in the graph" });
  await search.fill("dou");
  await search.press("Enter");
  await search.press("Enter");
  await expect(notebook.cell("doubled")).toBeFocused();

  await test.step("of 500 cells only those near what is seen are drawn, and the search reaches all", async () => {
    const many = Array.from({ length: 500 }, (_, i) =>
      cell("sql", `name=c${i}`, i === 0 ? "select 1 as n" : `select * from c${Math.floor(i / 2)}`),
    );
    await notebook.openText(many.join("\n"));
    await search.fill("c499");
    await expect(page.getByText("500 cells", { exact: true })).toBeVisible();
    await search.press("Enter");
    await expect(node("c499")).toBeInViewport();
    expect(await graph.getByRole("button").count()).toBeLessThan(80);
  });
});
