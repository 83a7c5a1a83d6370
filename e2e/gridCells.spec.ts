import { axeFindings } from "./axeFindings.ts";
import { expect, test } from "./fixtures.ts";
import { countRenders, rendersDuring } from "./page-models/renderCount.ts";

const sqlCell = (name: string, sql: string) => `\`\`\`sql name=${name}\n${sql}\n\`\`\`\n`;

test("cells are selected by keys and pointer, and copied as what was chosen, rows that were never seen among them", async ({
  page,
  context,
  notebook,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await countRenders(page);
  const sql = "select range as n, 'it''s ' || range as label, nullif(range % 2, 1) as half from range(5000)";
  await notebook.startWith(sqlCell("t", sql));
  await notebook.runCell("t");
  const grid = notebook.grid("t");
  const output = notebook.output("t");
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await grid.getByRole("cell", { name: "it's 2", exact: true }).click();

  await test.step("a range by Shift and arrows, of which few components are drawn again", async () => {
    const renders = await rendersDuring(page, async () => {
      await page.keyboard.press("Shift+ArrowDown");
      await page.keyboard.press("Shift+ArrowRight");
      await expect(grid.getByRole("gridcell", { selected: true })).toHaveCount(4);
    });
    const drawn = [...renders.values()].reduce((sum, count) => sum + count, 0);
    expect(await grid.getByRole("cell").count()).toBeGreaterThan(60);
    expect(drawn).toBeLessThan(60);
    await page.keyboard.press("ControlOrMeta+c");
    await expect(output.getByRole("status")).toHaveText("Copied 2 rows × 2 columns");
    expect(await clipboard()).toBe("it's 2\t0\nit's 3\t");
  });

  await test.step("a whole column by Ctrl and Space", async () => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+Space");
    await expect(grid.getByRole("columnheader", { name: "half", selected: true })).toBeVisible();
    await page.keyboard.press("ControlOrMeta+c");
    await expect(output.getByRole("status")).toHaveText("Copied 5,000 rows × 1 column");
    const copied = (await clipboard()).split("\n");
    expect([copied.length, copied[4998], copied[4999]]).toEqual([5000, "0", ""]);
  });

  await test.step("rows by their numbers, as SQL from the menu of the cells", async () => {
    await grid.getByRole("rowheader", { name: "2", exact: true }).click();
    await grid.getByRole("rowheader", { name: "3", exact: true }).click({ modifiers: ["Shift"] });
    await expect(grid.getByRole("row", { selected: true })).toHaveCount(2);
    await grid.getByRole("gridcell", { name: "it's 2", exact: true }).click({ button: "right" });
    await page.getByRole("menuitem", { name: "Copy as SQL INSERT" }).click();
    await expect(output.getByRole("status")).toHaveText("Copied 2 rows × 3 columns as SQL INSERT");
    expect(await clipboard()).toBe(
      `INSERT INTO "t" ("n", "label", "half") VALUES\n  (1, 'it''s 1', NULL),\n  (2, 'it''s 2', 0);\n`,
    );
    await expect(grid).toBeFocused();
    expect(await axeFindings(page, "[role=grid]")).toEqual([]);
  });
});

test("columns are pinned, moved, hidden and found, and a new run leaves them so", async ({
  page,
  notebook,
}) => {
  const sql = (more: string) => `select range as a, 'x' as b, 1 as c, 2 as d${more} from range(20)`;
  await notebook.startWith(sqlCell("t", sql("")));
  await notebook.runCell("t");
  const grid = notebook.grid("t");
  const names = () =>
    grid.getByRole("columnheader").evaluateAll((all) =>
      all
        .slice(1)
        .map((each) => each.ariaLabel)
        .join(" "),
    );
  const menuOf = async (name: string, item: string) => {
    await grid.getByRole("columnheader", { name, exact: true }).hover();
    await grid.getByRole("button", { name: `Column menu of ${name}` }).click();
    await page.getByRole("menuitem", { name: item }).click();
  };

  await test.step("by the menu of a column", async () => {
    await menuOf("c", "Pin left");
    await expect.poll(names).toBe("c a b d");
    await menuOf("b", "Hide");
    await expect.poll(names).toBe("c a d");
    await expect(notebook.output("t")).toContainText("4 columns, 1 hidden");
  });

  await test.step("by key, and by dragging a header", async () => {
    // Beneath its name, beside which stands the button of its menu.
    await grid.getByRole("columnheader", { name: "a", exact: true }).click({ position: { x: 30, y: 36 } });
    const width = async () =>
      (await grid.getByRole("columnheader", { name: "a", exact: true }).boundingBox())?.width ?? 0;
    const before = await width();
    await page.keyboard.press("Alt+ArrowRight");
    await expect.poll(width).toBe(before + 16);
    await page.keyboard.press("Alt+Shift+ArrowRight");
    await expect.poll(names).toBe("c d a");
    const from = await grid.getByRole("columnheader", { name: "a", exact: true }).boundingBox();
    const to = await grid.getByRole("columnheader", { name: "d", exact: true }).boundingBox();
    if (!from || !to) throw new Error("The headers are not on screen.");
    await page.mouse.move(from.x + 30, from.y + 30);
    await page.mouse.down();
    await page.mouse.move(to.x + 10, to.y + 30, { steps: 4 });
    await page.mouse.up();
    await expect.poll(names).toBe("c a d");
  });

  await test.step("in the list of columns, where a search leads to one", async () => {
    await notebook.output("t").getByRole("button", { name: "Columns" }).click();
    const list = page.getByRole("dialog", { name: "Columns of t" });
    await expect(list.getByRole("searchbox", { name: "Find a column" })).toBeFocused();
    expect(await axeFindings(page, "[role=dialog]")).toEqual([]);
    await list.getByRole("checkbox", { name: "Show b" }).check();
    // It stands where it stood, and the column that was before it has gone elsewhere.
    await expect.poll(names).toBe("c b a d");
    await page.keyboard.press("Escape");
    await expect(notebook.output("t").getByRole("button", { name: "Columns" })).toBeFocused();
    await page.keyboard.press("Enter");
    await page.keyboard.insertText("D");
    await page.keyboard.press("Enter");
    await expect(list).toBeHidden();
    await expect(grid).toBeFocused();
    await page.keyboard.press("Control+Space");
    await expect(grid.getByRole("columnheader", { name: "d", selected: true })).toBeVisible();
  });

  await test.step("a new run with one column more", async () => {
    await notebook.editSql("t", sql(", 3 as e"));
    await notebook.runCell("t");
    await expect.poll(names).toBe("c b a d e");
  });
});

test("a value is looked at as what it is, and the arrow keys step on to the next", async ({
  page,
  notebook,
}) => {
  const sql = `select {'tags': ['a, b', 'c'], 'at': {'lat': 52.5}} as nested, 'one' || chr(9) || 'two' as words,
    '\\xAAbc'::blob as bytes, timestamptz '2026-01-01 12:00:00+00' as at union all select NULL, '', ''::blob, NULL`;
  await notebook.startWith(sqlCell("t", sql));
  await notebook.runCell("t");
  const grid = notebook.grid("t");
  await grid.getByRole("columnheader", { name: "nested", exact: true }).click();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const panel = (column: string, row = 1) =>
    page.getByRole("dialog", { name: `Value of ${column}, row ${row}` });
  await expect(panel("nested").getByRole("treeitem")).toHaveText([
    "{2 fields}",
    "tags: [2 items]",
    '1: "a, b"',
    '2: "c"',
    "at: {1 field}",
    "lat: 52.5",
  ]);
  await panel("nested").getByRole("treeitem", { name: "tags" }).click();
  await expect(panel("nested").getByRole("treeitem")).toHaveCount(4);
  expect(await axeFindings(page, "[role=dialog]")).toEqual([]);
  await grid.focus();
  await page.keyboard.press("ArrowRight");
  await panel("words").getByRole("button", { name: "Blanks" }).click();
  await expect(panel("words")).toContainText("one→");
  await expect(panel("words")).toContainText("7 characters");
  await grid.focus();
  await page.keyboard.press("ArrowRight");
  await expect(panel("bytes")).toContainText("aa 62 63");
  await page.keyboard.press("ArrowRight");
  await expect(panel("at")).toContainText("Thu 2026-01-01 12:00:00+00:00");
  await page.keyboard.press("ArrowDown");
  await expect(panel("at", 2)).toContainText("no value");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(grid).toBeFocused();
});
