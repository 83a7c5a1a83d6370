import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { given } from "./page-models/dataFiles.ts";
import type { EiderWindow } from "./page-models/EiderObject.ts";
import { NotebookPage } from "./page-models/NotebookPage.ts";

const sharedText = `---
eider: 1
title: Tea
mood: keen # a key that Eider does not know
sources:
  orders: file:orders.csv
---
# Tea

Prose, with a fence that is not a cell:

\`\`\`text
left alone
\`\`\`

\`\`\`sql   name=totals  colour="dark green"
select sum(amount)::int as total from orders
\`\`\`

~~~python name=kept
print("shown, never run")
~~~

\`\`\`ts name=doubled
export default totals.map(({ total }) => ({ total: Number(total) * 2 }));
\`\`\`
`;

/** Opens a notebook file by the toolbar's button. */
async function openFile(notebook: NotebookPage, name: string, content: string | Buffer): Promise<void> {
  const before = notebook.page.url();
  const chooser = notebook.page.waitForEvent("filechooser");
  await notebook.button("Open notebook").click();
  await (await chooser).setFiles([given(name, content)]);
  await expect.poll(() => notebook.page.url()).not.toBe(before);
}

async function expectUnrun(notebook: NotebookPage): Promise<void> {
  for (const { name, run } of await notebook.cells()) expect([name, run]).toEqual([name, "idle"]);
}

const saved = (page: Page) => expect(page.getByText("Saved", { exact: true })).toBeVisible();

test("what was written is kept, and a reload shows it unrun", async ({ page, notebook }) => {
  await notebook.startEmpty("Kept");
  await notebook.addSql("nums", "select 41 + 1 as n");
  await notebook.runAll();
  await notebook.expectDone("nums");
  await saved(page);
  const text = await notebook.text();
  const address = page.url();
  expect(address).toMatch(/\?n=[\w-]+$/);

  await notebook.reload();
  expect(page.url()).toBe(address);
  expect(await notebook.text()).toBe(text);
  await expectUnrun(notebook);
  await expect(notebook.sharedBar).toHaveCount(0);
  await notebook.runAll();
  expect(await notebook.rowsOf("nums")).toEqual([["42"]]);

  await test.step("and so is what was typed in the second before another notebook was opened", async () => {
    await notebook.editSql("nums", "select 'the last word' as n");
    await notebook.openEmpty("Another");
    await notebook.open(address);
    expect(await notebook.text()).toContain("the last word");
  });
});

test("what was changed just before a reload is kept", async ({ page, notebook }) => {
  await notebook.open();
  for (const word of ["first", "second"]) {
    const text = `---\neider: 1\ntitle: In haste\n---\n\n\`\`\`sql name=nums\nselect '${word}' as n\n\`\`\`\n`;
    const reloaded = page.waitForEvent("load");
    // In one go: a second later it would have been kept anyway.
    await page.evaluate((given) => {
      void (globalThis as EiderWindow).eider?.open(given).then(() => location.reload());
    }, text);
    await reloaded;
    await notebook.ready();
    expect(await notebook.text()).toBe(text);
  }
});

test("a notebook from a file shows before it runs, and is not changed by being opened", async ({
  page,
  notebook,
}) => {
  await notebook.open();
  await openFile(notebook, "tea.nb.md", sharedText);

  await expect(notebook.sharedBar).toBeVisible();
  await expect(notebook.sharedBar).toContainText("orders.csv");
  await expect(page.getByRole("heading", { name: "Tea", level: 2 })).toBeVisible();
  await expect(notebook.cell("totals")).toContainText("sum(amount)");
  await expect(notebook.cell("kept")).toContainText("shown, never run");
  await expectUnrun(notebook);
  expect(await notebook.text()).toBe(sharedText);

  await test.step("nothing but its own button runs it, after a reload as well", async () => {
    await notebook.button("Run all").click();
    await (await notebook.eider()).evaluate((eider) => eider.run());
    await expectUnrun(notebook);
    await saved(page);
    await notebook.reload();
    await expect(notebook.sharedBar).toBeVisible();
    await expectUnrun(notebook);
    expect(await notebook.text()).toBe(sharedText);
  });

  await test.step("the file that it asks for becomes its source, and it runs", async () => {
    await notebook.addFiles([given("orders.csv", "id,amount\n1,20\n2,1\n")]);
    await notebook.sharedBar.getByRole("button", { name: "Run this notebook" }).click();
    await expect(notebook.sharedBar).toHaveCount(0);
    await notebook.expectDone("totals", "doubled");
    expect(await notebook.rowsOf("doubled")).toEqual([["42"]]);
    await notebook.expectRun("kept", "idle");
  });
});

test("files are opened to the byte, and saved to the byte", async ({ page, notebook }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "showSaveFilePicker"));
  await notebook.open();
  const texts: Record<string, string> = {
    "windows line ends": sharedText.replaceAll("\n", "\r\n"),
    "no front matter and no end": "```sql name=a\nselect 1\n```",
    "blank lines and trailing spaces": "\n\n# Title  \n\n\n```sql name=a\n\nselect 1  \n\n```\n\n\n",
    "only prose": "Just words.\n",
    nothing: "",
    "a byte order mark": "\ufeff# Title\n\n```sql name=a\nselect 1\n```\n",
  };
  for (const [what, text] of Object.entries(texts)) {
    await test.step(what, async () => {
      await openFile(notebook, "file.nb.md", text);
      expect(JSON.stringify(await notebook.text())).toBe(JSON.stringify(text));
    });
  }
  await openFile(notebook, "tea.nb.md", texts["windows line ends"] ?? "");
  const download = page.waitForEvent("download");
  await notebook.button("Save notebook").click();
  const stream = await (await download).createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  expect(Buffer.concat(chunks).toString()).toBe(texts["windows line ends"]);
  expect((await download).suggestedFilename()).toBe("Tea.nb.md");
});

test("a link holds the whole notebook, and opens it unrun in another tab", async ({
  page,
  context,
  notebook,
}) => {
  await notebook.startWith(
    "# Shared\n\n```sql name=a\nselect 42 as answer\n```\n\n```ts name=b\nexport default a;\n```\n",
  );
  await notebook.runAll();
  await notebook.button("Share").click();
  const link = await page.getByRole("textbox", { name: "Link to this notebook" }).inputValue();
  expect(link).toContain("/#nb1d.");

  await test.step("a damaged link says so and opens nothing of it", async () => {
    const tab = new NotebookPage(await context.newPage());
    await tab.open(link.slice(0, -20));
    const message = tab.page.getByRole("alert").filter({ hasText: /link/i });
    await expect(message).toContainText(/damaged|cut/);
    await expect(message).toContainText(/copy/i);
    await expect(tab.sharedBar).toHaveCount(0);
    await tab.page.close();
  });

  const other = new NotebookPage(await context.newPage());
  await test.step("it opens unrun, as text and code, and runs when asked", async () => {
    await other.open(link);
    await expect(other.sharedBar).toBeVisible();
    await expectUnrun(other);
    expect(await other.text()).toBe(await notebook.text());
    await expect(other.cell("a")).toContainText("select 42 as answer");
    // The whole notebook must not stay in the history of visited addresses.
    expect(other.page.url()).toMatch(/\?n=[\w-]+$/);
    await other.sharedBar.getByRole("button", { name: "Run this notebook" }).click();
    await other.expectDone("a", "b");
    expect(await other.rowsOf("b")).toEqual([["42"]]);
  });

  await test.step("a link followed in a tab that has Eider open opens as well", async () => {
    const blank = new NotebookPage(await context.newPage());
    await blank.open(new URL("/#start", link).href);
    await blank.page.evaluate((href) => location.assign(href), link);
    await expect(blank.sharedBar).toBeVisible();
    expect(await blank.text()).toBe(await notebook.text());
  });
});
