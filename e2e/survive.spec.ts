import type { Page } from "@playwright/test";
import { axeFindings } from "./axeFindings.ts";
import { expect, test } from "./fixtures.ts";
import type { EiderWindow } from "./page-models/EiderObject.ts";

const notebookText = `---
eider: 1
title: Kept
---
\`\`\`sql name=teas
select 'tea ' || i as name, i * 10 as price from range(500) t(i)
\`\`\`

\`\`\`sql name=total
select sum(price) as total from teas
\`\`\`

\`\`\`ts name=shown
display("a line that was displayed");
display({ deep: { value: 41 } });
\`\`\`

\`\`\`chart name=drawn from=teas
{ "mark": "bar", "encoding": { "x": { "field": "name", "type": "nominal" }, "y": { "field": "price", "type": "quantitative" } }, "transform": [{ "filter": "datum.price < 50" }] }
\`\`\`

\`\`\`sql name=broken
select nothing_here from teas
\`\`\`
`;

/** Waits until these cells of the open notebook are kept on the device, charts with their rows. */
async function kept(page: Page, names: readonly string[]): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const database = await new Promise<IDBDatabase>((resolve, reject) => {
          const opening = indexedDB.open("eider-history");
          opening.onsuccess = () => resolve(opening.result);
          opening.onerror = () => reject(opening.error);
        });
        if (!database.objectStoreNames.contains("results")) return [];
        const asked = database.transaction("results").objectStore("results").getAll();
        const found = await new Promise<{ name: string; chart: unknown }[]>((resolve) => {
          asked.onsuccess = () => resolve(asked.result);
        });
        database.close();
        return found.map(({ name, chart }) => (chart ? `${name} with rows` : name)).sort();
      }),
    )
    .toEqual(names);
}

/** What axe finds on the page, or a part of it, in one of the themes: the rule and where. */
test("results are there again after a reload: rows, a value, what was displayed, a chart and an error", async ({
  page,
  notebook,
}) => {
  await notebook.startWith(notebookText);
  await notebook.runAll();
  await expect(notebook.chart("drawn")).toBeVisible();
  await kept(page, ["broken", "drawn with rows", "shown", "teas", "total"]);
  await notebook.reload();

  const before = /From before.*\d{4}, \d\d:\d\d/;
  await expect(notebook.output("teas")).toContainText(before);
  await expect(notebook.output("teas")).toContainText("first 50 of 500 rows");
  await expect(notebook.output("teas").getByRole("cell", { name: "tea 3", exact: true })).toBeVisible();
  await expect(notebook.output("total")).toContainText("1247500");
  await expect(notebook.output("shown")).toContainText("a line that was displayed");
  await expect(notebook.output("shown")).toContainText("41");
  await expect(notebook.output("broken")).toContainText("nothing_here");
  await expect(notebook.output("broken")).toContainText(/failed after/);
  await notebook.cell("drawn").scrollIntoViewIfNeeded();
  await expect(notebook.chart("drawn")).toBeVisible();
  for (const { name, run } of await notebook.cells()) expect(`${name} ${run}`).toBe(`${name} idle`);

  await test.step("axe finds nothing to mend", async () => {
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await axeFindings(page)).toEqual([]);
  });

  await test.step("a changed text is said, and a run replaces what was there before", async () => {
    await notebook.editSql("total", "select count(*) as n from teas");
    await expect(notebook.output("total")).toContainText("of an older text");
    await notebook.runCell("total");
    await expect(notebook.output("total")).toContainText("500");
    await expect(notebook.output("total")).not.toContainText("From before");
    await expect(notebook.output("shown")).toContainText("From before");
  });

  await test.step("none of it is in the notebook's text", async () => {
    const text = await notebook.text();
    expect(text).not.toContain("1247500");
    expect(await page.evaluate(() => (globalThis as EiderWindow).eider?.text().length)).toBe(text.length);
  });
});

test("a version comes back as one step of undo; what ran is found, and put back", async ({
  page,
  notebook,
}) => {
  await notebook.startWith("```sql name=a\nselect 'first' as word\n```\n");
  await notebook.runAll();
  await notebook.editSql("a", "select 'second' as word");
  await notebook.runAll();

  await page.keyboard.press("ControlOrMeta+Shift+p");
  await page.getByRole("combobox", { name: "Find a command" }).fill("versions");
  await page.keyboard.press("Enter");
  const panel = page.getByRole("complementary", { name: "Side panel" });
  const versions = panel.getByRole("listitem", { name: /^Version of/ });

  await test.step("the differences are shown, and the version comes back", async () => {
    await versions.last().getByRole("button", { name: "Compare" }).click();
    const changes = page.getByRole("dialog").getByRole("region", { name: "Changes of a" });
    await expect(changes).toContainText("select 'first' as word");
    await expect(changes).toContainText("select 'second' as word");
    await page.emulateMedia({ colorScheme: "light" });
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "Restore this version" }).click();
    await expect.poll(() => notebook.text()).toContain("'first'");
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expect.poll(() => notebook.text()).toContain("'second'");
  });

  await test.step("a text that ran is found by its words, and put back", async () => {
    await panel.getByText("Runs", { exact: true }).click();
    const runs = panel.getByRole("listitem", { name: /^Run of a/ });
    await expect(runs).toHaveCount(2);
    await panel.getByRole("searchbox", { name: "Search what ran" }).fill("first");
    await expect(runs).toHaveCount(1);
    await expect(runs).toContainText("1 row");
    await runs.getByRole("button", { name: /^Text that ran as a/ }).click();
    // The results beside it are stale, and fade for as long as they are.
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await axeFindings(page, "aside")).toEqual([]);
    await runs.getByRole("button", { name: "Put this text back" }).click();
    await expect(notebook.cell("a")).toBeFocused();
    await expect.poll(() => notebook.text()).toContain("'first'");
    await runs.getByRole("button", { name: "Insert as a new cell" }).click();
    await expect(notebook.cell("a_2")).toContainText("select 'first' as word");
  });

  await test.step("both are there after a reload", async () => {
    await expect.poll(async () => (await notebook.text()).includes("a_2")).toBe(true);
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
    await notebook.reload();
    await page.getByRole("button", { name: "Show side panel" }).click();
    await panel.getByRole("tab", { name: "History" }).click();
    await expect(versions.last()).toBeVisible();
    await panel.getByText("Runs", { exact: true }).click();
    await expect(panel.getByRole("listitem", { name: /^Run of a/ })).toHaveCount(2);
  });
});
