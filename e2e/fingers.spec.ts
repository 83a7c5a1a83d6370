import { axeFindings } from "./axeFindings.ts";
import { expect, test } from "./fixtures.ts";
import { NotebookPage } from "./page-models/NotebookPage.ts";

const names = async (notebook: NotebookPage) => (await notebook.cells()).map(({ name }) => name);

const book = [
  "# Intro",
  "```sql name=first\nselect 1 as n\n```",
  "<!-- cell -->\n## Data",
  "```sql name=second\nselect n + 1 as n from first\n```",
  "```sql name=third\nselect n + 1 as n from second\n```",
  "<!-- cell -->\n# End",
]
  .join("\n\n")
  .concat("\n");

/** Selects a cell in command mode. */
async function select(notebook: NotebookPage, name: string): Promise<void> {
  await notebook.cell(name).focus();
  await expect(notebook.cell(name)).toBeFocused();
}

test("sections fold by the arrows, survive a reload, and open for whatever is looked for in them", async ({
  page,
  notebook,
}) => {
  await notebook.startWith(book);
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await select(notebook, "first");

  await test.step("left leads to the heading, and folds it", async () => {
    await press("ArrowLeft");
    await expect(notebook.cell("text 1")).toBeFocused();
    await press("ArrowLeft");
    await expect(page.getByText("4 cells folded. Show")).toBeVisible();
    await expect(notebook.cell("second")).toHaveCount(0);
    await press("j");
    await expect(notebook.cell("text 3")).toBeFocused();
  });

  await test.step("what runs there runs, and what is folded stays so after a reload", async () => {
    await notebook.runAll();
    await notebook.reload();
    await expect(page.getByText("4 cells folded. Show")).toBeVisible();
    await expect(notebook.cell("third")).toHaveCount(0);
  });

  await test.step("finding unfolds", async () => {
    await page.keyboard.press("ControlOrMeta+Shift+f");
    await page.getByRole("textbox", { name: "Find in all cells" }).fill("from second");
    await expect(page.getByText("1 of 1", { exact: true })).toBeVisible();
    await press("Enter");
    await expect(notebook.cell("third")).toBeVisible();
    await press("Escape");
    await expect(notebook.cell("third")).toBeFocused();
  });

  await test.step("the outline shows where one is, and leads elsewhere", async () => {
    await press("t");
    const outline = page.getByRole("tree", { name: "Outline" });
    await expect(outline.getByRole("treeitem", { name: /^third/ })).toHaveAttribute("aria-current", "true");
    await outline.getByRole("treeitem", { name: /^third/ }).focus();
    await press("ArrowLeft", "ArrowLeft");
    await expect(outline.getByRole("treeitem", { name: /^third/ })).toHaveCount(0);
    await press("Home", "Enter");
    await expect(notebook.cell("text 1")).toBeFocused();
  });

  await test.step("headings, raw text, line numbers and hidden code by key", async () => {
    await select(notebook, "first");
    await press("2");
    await expect.poll(() => notebook.text()).toContain("## select 1 as n");
    await press("z", "Shift+c");
    await expect(
      notebook.cell("first").getByRole("button", { name: /Show the code of first$/ }),
    ).toBeVisible();
    expect(await notebook.text()).toContain("```sql name=first fold=source");
    await press("z", "Shift+l");
    // The digit of the line, beside the one in the code.
    await expect(notebook.cell("first").getByText("1", { exact: true })).toHaveCount(2);
  });
});

test("cells are copied from one tab to another, and Markdown becomes cells", async ({
  page,
  notebook,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await notebook.startWith(book);
  await select(notebook, "second");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(page.getByText("2 cells selected", { exact: true })).toBeAttached();
  await page.keyboard.press("c");

  const otherPage = await context.newPage();
  const other = new NotebookPage(otherPage);
  await other.startWith("```sql name=second\nselect 0 as n\n```\n");
  await select(other, "second");
  await otherPage.keyboard.press("v");
  await expect.poll(() => names(other)).toEqual(["second", "second_2", "third"]);
  expect(await other.text()).toContain("```sql name=third\nselect n + 1 as n from second\n```");

  await otherPage.keyboard.press("ControlOrMeta+v");
  await expect.poll(() => names(other)).toEqual(["second", "second_2", "third", "second_3", "third_2"]);
  await otherPage.keyboard.press("z");

  await otherPage.evaluate(() => navigator.clipboard.writeText("So:\n\n```sql\nselect 99 as n\n```\n"));
  await otherPage.keyboard.press("ControlOrMeta+v");
  await expect.poll(() => other.text()).toMatch(/So:\n\n```sql name=cell_1\nselect 99 as n/);
  await otherPage.close();
});

test("replacing in all cells is one step of undo, and no expression holds up the page", async ({
  page,
  notebook,
}) => {
  await notebook.open();
  // A text on which the expression below tries more ways than anyone lives to see.
  const text = `${book}\n${"i".repeat(40)}!\n`;
  await notebook.openText(text);
  await select(notebook, "first");
  await page.keyboard.press("Shift+f");
  const find = page.getByRole("textbox", { name: "Find in all cells" });
  await find.fill("select");
  await expect(page.getByText("1 of 3", { exact: true })).toBeVisible();
  await find.press("Shift+Enter");
  await expect(page.getByText("3 of 3", { exact: true })).toBeVisible();

  await find.fill("second");
  await page.getByRole("textbox", { name: "Replace with" }).fill("twice");
  await page.getByRole("button", { name: "Replace all" }).click();
  await expect(page.getByText("Replaced 2 places")).toBeVisible();
  expect(await names(notebook)).toEqual(["first", "twice", "third"]);
  expect(await notebook.text()).toContain("from twice");

  await page.getByRole("button", { name: "Regular expression" }).click();
  await find.fill("(n+");
  await expect(page.getByText(/^Not a regular expression: /)).toBeVisible();
  await find.fill("(\\w+) as");
  await expect(page.getByText("3 of 3", { exact: true })).toBeVisible();
  await find.fill("(i+)+$");
  await expect(page.getByText(/^This expression takes too long and was stopped after 1.5 s/)).toBeVisible();
  await find.press("Escape");
  await page.keyboard.press("z");
  expect(await notebook.text()).toBe(text);

  await test.step("one after the other, and never what was put in", async () => {
    await page.keyboard.press("Shift+f");
    await page.getByRole("button", { name: "Regular expression" }).click();
    await find.fill("n + 1");
    const by = page.getByRole("textbox", { name: "Replace with" });
    await by.fill("n + 1 + 1");
    await expect(page.getByText(/^\d of 2$/)).toBeVisible();
    await by.press("Enter");
    await by.press("Enter");
    await expect.poll(() => notebook.text()).toBe(text.replaceAll("n + 1", "n + 1 + 1"));
  });
});

test("cells drag by their grip, several at once, and Escape puts them back", async ({ page, notebook }) => {
  await notebook.startWith(
    ["a", "b", "c", "d"].map((name) => `\`\`\`sql name=${name}\nselect 1\n\`\`\`\n`).join("\n"),
  );
  await select(notebook, "c");
  await page.keyboard.press("Shift+ArrowDown");
  const grip = notebook.cell("d").locator('[data-part="grip"]');
  const target = await notebook.cell("a").boundingBox();
  if (!target) throw new Error("The first cell is on the screen.");
  const carry = async () => {
    await grip.hover();
    await page.mouse.down();
    await page.mouse.move(target.x + 30, target.y + 60, { steps: 3 });
    await page.mouse.move(target.x + 30, target.y + 2);
  };
  await carry();
  await expect(page.locator('[data-part="drop-line"]')).toBeVisible();
  await page.keyboard.press("Escape");
  await page.mouse.up();
  expect(await names(notebook)).toEqual(["a", "b", "c", "d"]);
  await carry();
  await page.mouse.up();
  expect(await names(notebook)).toEqual(["c", "d", "a", "b"]);
  await expect(notebook.cell("d")).toBeFocused();
  await page.keyboard.press("z");
  expect(await names(notebook)).toEqual(["a", "b", "c", "d"]);

  await test.step("what is deleted comes back by the message that says so", async () => {
    await page.keyboard.press("d");
    await page.keyboard.press("d");
    await expect(page.getByText("Deleted 2 cells")).toBeVisible();
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    expect(await names(notebook)).toEqual(["a", "b", "c", "d"]);
  });
});

test("a scratch cell reads the notebook and is no part of it", async ({ page, notebook }) => {
  await notebook.startWith(book);
  await select(notebook, "third");
  await page.keyboard.press("s");
  const scratch = page.getByRole("region", { name: "Scratch cell", exact: true });
  const source = scratch.getByRole("textbox", { name: "Source of the scratch cell" });
  await expect(source).toBeFocused();
  await page.keyboard.type("select n * 100 as hundreds from third");
  await page.keyboard.press("Shift+Enter");
  // What it needs runs first, in the notebook.
  await expect(scratch.getByText(/^Done in/)).toBeVisible();
  await notebook.expectDone("first", "second", "third");
  await expect(scratch.getByRole("region", { name: "Output of the scratch cell" })).toContainText("300");
  expect(await notebook.text()).toBe(book);
  expect(await names(notebook)).toEqual(["first", "second", "third"]);

  await notebook.reload();
  await notebook.page.getByRole("group", { name: "Cell third" }).focus();
  await page.keyboard.press("s");
  await expect(scratch).toContainText("select n * 100");
  await scratch.getByRole("button", { name: "Make it a cell" }).click();
  await expect.poll(() => notebook.text()).toContain("select n * 100 as hundreds from third");
  await expect(scratch).toHaveCount(0);
});

test("a key can be changed, what it was is told, and it is kept", async ({ page, notebook }) => {
  await notebook.startWith(book);
  await select(notebook, "first");
  await page.keyboard.press("h");
  const dialog = page.getByRole("dialog", { name: "Keys" });
  await dialog.getByRole("searchbox", { name: "Find a key" }).fill("insert a cell below");
  await dialog.getByRole("button", { name: "Change the keys of: Insert a cell below" }).click();
  await dialog.getByRole("textbox", { name: "New key of: Insert a cell below" }).press("x");
  await expect(dialog.getByText("X is the key of: Cut. Used here, it is taken from there.")).toBeVisible();
  await dialog.getByRole("button", { name: "Use it here" }).click();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await notebook.reload();
  await select(notebook, "first");
  await page.keyboard.press("x");
  await expect.poll(async () => (await names(notebook)).length).toBe(4);
});

test("axe finds nothing in the bar, the outline, the scratch cell, folded sections and the list of keys", async ({
  page,
  notebook,
}) => {
  await notebook.startWith(book);
  await select(notebook, "third");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await select(notebook, "first");
  for (const key of ["Shift+c", "t", "s"]) await page.keyboard.press(key);
  await expect(page.getByRole("textbox", { name: "Source of the scratch cell" })).toBeFocused();
  await page.keyboard.type("select wrod");
  await page.keyboard.press("Shift+Enter");
  await expect(page.getByRole("region", { name: "Output of the scratch cell" })).toContainText("wrod");
  await select(notebook, "first");
  await page.keyboard.press("Shift+f");
  await page.getByRole("textbox", { name: "Find in all cells" }).fill("Data");
  await expect(page.getByText("1 of 1", { exact: true })).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);

  await page.emulateMedia({ colorScheme: "dark" });
  await page.getByRole("button", { name: "Close side panel" }).click();
  await page.setViewportSize({ width: 400, height: 900 });
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Close find" }).click();
  await select(notebook, "first");
  await page.keyboard.press("h");
  await page.getByRole("searchbox", { name: "Find a key" }).fill("delete");
  await page.getByRole("button", { name: "Change the keys of: Delete" }).click();
  await page.getByRole("textbox", { name: "New key of: Delete" }).press("x");
  expect(await axeFindings(page)).toEqual([]);
});
