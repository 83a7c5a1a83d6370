import { readFile } from "node:fs/promises";
import { expect, test } from "./fixtures.ts";
import { withoutSaveDialog } from "./page-models/exportsOf.ts";
import type { NotebookPage } from "./page-models/NotebookPage.ts";

const three = ["first", "second", "third"]
  .map((name, at) => `\`\`\`sql name=${name}\nselect ${at + 1} as n\n\`\`\`\n`)
  .join("\n");

const names = async (notebook: NotebookPage) => (await notebook.cells()).map(({ name }) => name);

type WatchingWindow = typeof globalThis & { seenChanges?: string[] };

/** Selects a cell as with the mouse, in command mode. */
async function select(notebook: NotebookPage, name: string): Promise<void> {
  await notebook.source(name).focus();
  await notebook.page.keyboard.press("Escape");
  await expect(notebook.cell(name)).toBeFocused();
}

test("Jupyter's keys do what they do in Jupyter, and the focus is never lost", async ({ page, notebook }) => {
  await notebook.startWith(three);
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await select(notebook, "first");

  await test.step("up and down, by arrows and by letters", async () => {
    await press("j");
    await expect(notebook.cell("second")).toBeFocused();
    await press("ArrowDown");
    await expect(notebook.cell("third")).toBeFocused();
    await press("k", "ArrowUp");
    await expect(notebook.cell("first")).toBeFocused();
  });

  await test.step("two modes", async () => {
    await press("Enter");
    await expect(notebook.source("first")).toBeFocused();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.type(", 'jjj' as typed");
    expect(await notebook.text()).toContain("select 1 as n, 'jjj' as typed");
    await press("Escape");
    await expect(notebook.cell("first")).toBeFocused();
  });

  await test.step("run and stay, run and go on, run and insert", async () => {
    await press("ControlOrMeta+Enter");
    await notebook.expectDone("first");
    await expect(notebook.cell("first")).toBeFocused();
    await press("Shift+Enter");
    await expect(notebook.cell("second")).toBeFocused();
    await press("Alt+Enter");
    await notebook.expectDone("second");
    const [, , made = ""] = await names(notebook);
    await expect(notebook.source(made)).toBeFocused();
    await page.keyboard.type("select 22 as n");
    await press("Shift+Enter");
    await notebook.expectDone(made);
    await expect(notebook.cell("third")).toBeFocused();
    await press("k", "d", "d");
    expect(await names(notebook)).toEqual(["first", "second", "third"]);
    await expect(notebook.cell("third")).toBeFocused();
  });

  await test.step("insert above and below, move, delete and undo", async () => {
    await select(notebook, "second");
    await press("a", "Escape");
    await select(notebook, "second");
    await press("b", "Escape");
    expect((await names(notebook)).length).toBe(5);
    await press("d", "d");
    await select(notebook, "second");
    await press("k", "d", "d");
    expect(await names(notebook)).toEqual(["first", "second", "third"]);
    await select(notebook, "second");
    await press("Control+Shift+ArrowUp");
    expect(await names(notebook)).toEqual(["second", "first", "third"]);
    await expect(notebook.cell("second")).toBeFocused();
    await press("z");
    expect(await names(notebook)).toEqual(["first", "second", "third"]);
    await press("Shift+z");
    expect(await names(notebook)).toEqual(["second", "first", "third"]);
    await press("z");
  });

  await test.step("cut, copy, paste, merge, and the kind of a cell", async () => {
    await select(notebook, "third");
    await press("x");
    expect(await names(notebook)).toEqual(["first", "second"]);
    await select(notebook, "first");
    await press("v");
    expect((await names(notebook)).length).toBe(3);
    await press("y");
    await expect.poll(async () => (await notebook.cells())[1]?.kind).toBe("ts");
    await press("q");
    await expect.poll(async () => (await notebook.cells())[1]?.kind).toBe("sql");
    await press("m");
    await expect.poll(async () => (await notebook.cells()).length).toBe(2);
    await press("z", "z");
    await select(notebook, "first");
    await press("Shift+m");
    await expect.poll(async () => notebook.text()).toMatch(/select 1 as n[^`]*select/);
  });

  await test.step("keys typed into a field are not commands", async () => {
    const before = await names(notebook);
    const field = notebook.cell("first").getByRole("textbox", { name: "Name of first" });
    await field.focus();
    await page.keyboard.type("dd");
    await press("Escape");
    expect(await names(notebook)).toEqual(before);
  });
});

test("the whole welcome notebook is read, run and exported without a mouse", async ({
  page,
  notebook,
}, testInfo) => {
  await withoutSaveDialog(page);
  await notebook.open();
  const cells = await names(notebook);
  // The first cell has the keyboard from the start; each key runs one and goes on.
  await expect(page.getByRole("group", { name: "Cell text 1", exact: true })).toBeFocused();
  for (let presses = 0; presses < 40; presses++) {
    const [last] = (await notebook.cells()).slice(-1);
    if (last?.run !== "idle") break;
    await page.keyboard.press("Shift+Enter");
  }
  await notebook.settled(cells);
  await notebook.expectDone(...cells);

  await test.step("the menu of the last cell exports its rows", async () => {
    await notebook.cell("shop_statistics").focus();
    const more = notebook
      .cell("shop_statistics")
      .getByRole("button", { name: "More actions for shop_statistics", exact: true });
    for (let tabs = 0; tabs < 12; tabs++) {
      if (await more.evaluate((button) => button === document.activeElement)) break;
      await page.keyboard.press("Tab");
    }
    await expect(more).toBeFocused();
    await page.keyboard.press("Enter");
    const entry = page.getByRole("menuitem", { name: /^Export as CSV/ });
    await expect(entry).toBeVisible();
    for (let downs = 0; downs < 60; downs++) {
      if (await entry.evaluate((item) => item === document.activeElement)) break;
      await page.keyboard.press("ArrowDown");
    }
    await expect(entry).toBeFocused();
    const download = page.waitForEvent("download");
    await page.keyboard.press("Enter");
    const path = testInfo.outputPath("statistics.csv");
    await (await download).saveAs(path);
    const lines = (await readFile(path, "utf8")).trim().split("\n");
    expect(lines[0]).toBe("vendor,views,purchases,conversion_percent,revenue,median_hours_to_purchase");
    expect(lines.length).toBe(9);
  });

  await test.step("the palette and the help open by key, and give the keyboard back", async () => {
    await notebook.cell("shop_statistics").focus();
    await page.keyboard.press("h");
    await expect(page.getByRole("dialog")).toContainText("Run, then go to the next cell");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(notebook.cell("shop_statistics")).toBeFocused();
    await page.keyboard.press("ControlOrMeta+Shift+p");
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  });
});

test("keys pressed before their code is there act on what was selected then, and leave alone what is selected now", async ({
  page,
  notebook,
}) => {
  await notebook.startWith(
    [
      "# Intro",
      "```sql name=first\nselect 1\n```",
      "<!-- cell -->\n## Data",
      "```sql name=second\nselect 2\n```",
    ].join("\n\n"),
  );
  let arrive: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const asked = page.waitForRequest("**/_next/static/chunks/*.js");
  await page.route("**/_next/static/chunks/*.js", async (route) => {
    await arrived;
    await route.continue();
  });
  await notebook.cell("second").focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await asked;
  await notebook.cell("first").focus();
  await expect(notebook.cell("second")).toBeVisible();
  arrive();
  await expect(page.getByText("1 cell folded. Show")).toBeVisible();
  await expect(notebook.cell("first")).toBeFocused();
  await page.keyboard.press("k");
  await expect(notebook.cell("text 1")).toBeFocused();
});

test("typing in one cell draws nothing in any other", async ({ page, notebook }) => {
  await notebook.startWith(three);
  await notebook.runAll();
  const source = notebook.source("second");
  await source.focus();
  const changes = () => page.evaluate(() => (globalThis as WatchingWindow).seenChanges?.splice(0) ?? []);
  await page.getByRole("group", { name: /^Cell (first|third)$/ }).evaluateAll((cells) => {
    const seen: string[] = [];
    Object.assign(globalThis, { seenChanges: seen });
    for (const cell of cells) {
      const observer = new MutationObserver((records) => {
        for (const { type, attributeName } of records) {
          seen.push(`${cell.getAttribute("aria-label")}: ${type} ${attributeName ?? ""}`);
        }
      });
      observer.observe(cell, { subtree: true, childList: true, attributes: true, characterData: true });
    }
  });
  // Editors come alive one after another: begin once the page is at rest, and the first letter has made the cell stale.
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(" ");
  await notebook.expectStale("second");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  for (const name of ["first", "third"])
    await expect(notebook.cell(name).locator(".monaco-editor").first()).toBeVisible();
  await expect.poll(changes, { intervals: [700] }).toEqual([]);

  await page.keyboard.type(", 'some words' as more");
  expect(await notebook.text()).toContain("'some words' as more");
  expect(await changes()).toEqual([]);
});
