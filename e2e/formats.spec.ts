import type { Download, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { dropFiles, given } from "./page-models/dataFiles.ts";
import type { NotebookPage } from "./page-models/NotebookPage.ts";

const jupyter = JSON.stringify({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { language_info: { name: "python" } },
  cells: [
    { cell_type: "markdown", id: "m", metadata: {}, source: "# Tea" },
    {
      cell_type: "code",
      id: "s",
      metadata: {},
      source: "%%sql nums <<\nselect 41 + 1 as answer",
      execution_count: null,
      outputs: [],
    },
    {
      cell_type: "code",
      id: "c",
      metadata: { eider: { kind: "chart", name: "drawn", options: { from: "nums" } } },
      source: '{ "mark": "bar", "encoding": { "x": { "field": "answer" } } }',
      execution_count: null,
      outputs: [],
    },
    {
      cell_type: "code",
      id: "p",
      metadata: {},
      source: "print(1)",
      execution_count: 1,
      outputs: [{ output_type: "stream", name: "stdout", text: ["from Jupyter"] }],
    },
  ],
});

async function openFile(notebook: NotebookPage, name: string, content: string): Promise<void> {
  const chooser = notebook.page.waitForEvent("filechooser");
  await notebook.button("Open notebook").click();
  await (await chooser).setFiles([given(name, content)]);
}

async function textOf(download: Download): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

async function savedAs(page: Page, format: string): Promise<{ name: string; text: string }> {
  const download = page.waitForEvent("download");
  await page.getByRole("dialog", { name: "Share" }).getByRole("button", { name: format }).click();
  const finished = await download;
  return { name: finished.suggestedFilename(), text: await textOf(finished) };
}

test("a Jupyter notebook opens, runs here, and goes out with its results and what it came with", async ({
  page,
  context,
  notebook,
}) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "showSaveFilePicker"));
  await notebook.open();
  await openFile(notebook, "tea.ipynb", jupyter);
  await expect(page.getByRole("heading", { name: "Tea", level: 2 })).toBeVisible();
  expect((await notebook.cells()).map(({ name, kind, run }) => [name, kind, run])).toEqual([
    ["nums", "sql", "idle"],
    ["drawn", "chart", "idle"],
    ["cell_1", "python", "idle"],
  ]);
  await notebook.sharedBar.getByRole("button", { name: "Run this notebook" }).click();
  await notebook.expectDone("nums", "drawn");

  // What came with it is kept on the device.
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await notebook.reload();
  await notebook.runAll();
  await notebook.expectDone("nums", "drawn");
  await notebook.button("Share").click();

  await test.step("as a Jupyter notebook with tables, pictures and old outputs", async () => {
    const { name, text } = await savedAs(page, "Jupyter notebook");
    expect(name).toBe("tea.ipynb");
    const { cells } = JSON.parse(text);
    expect(cells[1].source).toEqual(["%%sql nums <<\n", "select 41 + 1 as answer"]);
    expect(cells[1].outputs[0].data["text/html"].join("")).toContain('<td class="number">42</td>');
    const chart = cells[2].outputs[0].data;
    expect(chart["application/vnd.vegalite.v5+json"].data.values).toEqual([{ answer: 42 }]);
    expect(chart["image/png"]).toMatch(/^iVBORw0KGgo/);
    expect(cells[3].outputs).toEqual([{ name: "stdout", output_type: "stream", text: ["from Jupyter"] }]);
  });

  await test.step("as a page that shows the same by itself, with no network and no script", async () => {
    const { name, text } = await savedAs(page, "Web page");
    expect(name).toBe("tea.html");
    const tab = await context.newPage();
    await tab.setContent(text);
    await expect(tab.getByRole("cell", { name: "42" })).toBeVisible();
    await expect(tab.getByRole("img")).toBeVisible();
    await expect(tab.getByText("from Jupyter")).toBeVisible();
    const picture = await tab.getByRole("img").evaluate((image: HTMLImageElement) => image.naturalWidth);
    expect(picture).toBeGreaterThan(0);
    const font = await tab.locator("table").evaluate((table) => getComputedStyle(table).borderCollapse);
    expect(font).toBe("collapse");
    await tab.close();
  });

  await test.step("as an SQL script", async () => {
    expect((await savedAs(page, "SQL script")).text).toContain("-- %% name=nums\nselect 41 + 1 as answer\n");
  });
});

test("a script that is dropped opens as a notebook, and a table of HTML is still data", async ({
  page,
  notebook,
}) => {
  await notebook.open();
  await dropFiles(page, [
    given("tea.sql", "-- %% name=a\nselect 1 as n\n\n-- %% name=b\nselect n + 1 as m from a\n"),
  ]);
  await expect(notebook.cell("b")).toBeVisible();
  await notebook.sharedBar.getByRole("button", { name: "Run this notebook" }).click();
  await notebook.expectDone("a", "b");
  expect(await notebook.rowsOf("b")).toEqual([["2"]]);
  await dropFiles(page, [given("kinds.html", "<table><tr><th>x</th></tr><tr><td>1</td></tr></table>")]);
  const [receipt] = await notebook.receiptsOf(["kinds.html"], 0);
  expect(receipt).toMatchObject({ relation: "kinds", loaded: 1, rejected: 0 });
  await expect(notebook.cell("b")).toBeVisible();
});
