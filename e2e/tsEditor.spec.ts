import { expect, test } from "./fixtures.ts";
import type { NotebookPage } from "./page-models/NotebookPage.ts";

const cell = (kind: string, name: string, source: string, options = "") =>
  `\`\`\`${kind} name=${name}${options}\n${source}\n\`\`\`\n`;

async function openCells(notebook: NotebookPage, ...cells: string[]): Promise<void> {
  await notebook.open();
  await notebook.openText(cells.join("\n"));
}

/** Goes to the next mark of a cell's editor by key, and waits until it says so. */
async function expectMark(notebook: NotebookPage, name: string, text: RegExp): Promise<void> {
  await expect(async () => {
    await notebook.source(name).focus();
    await notebook.page.keyboard.press("F8");
    await expect(notebook.page.getByText(text).first()).toBeVisible({ timeout: 700 });
  }).toPass();
  await notebook.page.keyboard.press("Escape");
}

test("the editor knows the columns of what was never queried, and leads from a relation to its cell", async ({
  notebook,
  page,
}) => {
  await openCells(
    notebook,
    cell("sql", "orders", "select 1 as id, 2.50::decimal(18,2) as amount"),
    cell("ts", "wrong", "export default visits.map((v) => v.durration);"),
    cell("ts", "read", "orders.map((o) => o.amount);"),
  );
  await notebook.addFiles([
    { name: "visits.csv", mimeType: "text/csv", buffer: Buffer.from("id,duration\n1,2\n") },
  ]);
  await expectMark(notebook, "wrong", /Property 'durration' does not exist.*Did you mean 'duration'\?/);

  await notebook.runCell("orders");
  const source = notebook.source("read");
  await source.focus();
  await page.keyboard.press("ControlOrMeta+End");
  for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowLeft");
  // Shows what rests under the pointer, by key.
  await expect(async () => {
    await page.keyboard.press("ControlOrMeta+k");
    await page.keyboard.press("ControlOrMeta+i");
    await expect(page.getByText("DECIMAL(18,2)").first()).toBeVisible({ timeout: 1000 });
  }).toPass();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.press("F12");
  await expect(notebook.source("orders")).toBeFocused();
});
