import { expect, test } from "./fixtures.ts";
import type { NotebookPage } from "./page-models/NotebookPage.ts";
import { startOutside } from "./startOutside.ts";

const cell = (kind: string, name: string, source: string, options = "") =>
  `\`\`\`${kind} name=${name}${options}\n${source}\n\`\`\`\n`;

async function openCells(notebook: NotebookPage, ...cells: string[]): Promise<void> {
  await notebook.startWith(cells.join("\n"));
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
  // Shows by key what rests under the pointer. A hover that was shown too early is not made anew before the cursor moves.
  await expect(async () => {
    await source.focus();
    await page.keyboard.press("ControlOrMeta+End");
    for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ControlOrMeta+k");
    await page.keyboard.press("ControlOrMeta+i");
    await expect(page.getByText("DECIMAL(18,2)", { exact: true }).first()).toBeVisible({ timeout: 1000 });
  }).toPass();
  await source.focus();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.press("F12");
  await expect(notebook.source("orders")).toBeFocused();
});

test("a pinned schema stays in the notebook, sets rows aside that do not fit, and is checked as one types", async ({
  notebook,
  page,
}) => {
  await openCells(notebook, cell("ts", "made", "export default [{ id: 1n, note: 'a' }];"));
  await notebook.runCell("made");
  await notebook.cell("made").getByRole("button", { name: "More actions for made" }).click();
  await page.getByRole("menuitem", { name: "Pin schema" }).click();
  await expect(notebook.cell("made").getByText("schema pinned")).toBeVisible();
  expect(await notebook.text()).toContain('```ts name=made schema="id BIGINT, note VARCHAR"');

  await notebook.editSource("made", "export default [{ id: 1n, note: 'a' }, { id: 'two', note: 'b' }];");
  await expectMark(
    notebook,
    "made",
    /Column "id" is pinned as BIGINT, and these rows have string \| bigint there\./,
  );
  await notebook.runCell("made");
  expect(await notebook.rowsOf("made")).toEqual([["1", "a"]]);
  await expect(notebook.output("made")).toContainText("1 row failed and is in made__rejects.");
  expect((await notebook.rowsOf("made__rejects")).map((row) => row.slice(0, 2))).toEqual([
    ["2", 'Column "id": the text "two" does not fit BIGINT.'],
  ]);
});

test("packages are fetched from an address that was allowed, by nobody else, and held to their code", async ({
  notebook,
  page,
  allowProblems,
}) => {
  allowProblems(/The service worker asked for GET http:\/\/127\.0\.0\.1:\d+\/tiny@1\.0\.0/);
  const host = await startOutside("export const twice = (n) => 2 * n; export default typeof fetch;");
  const source = 'import reach, { twice } from "npm:tiny@1.0.0";\nexport default [{ n: twice(21), reach }];';
  await openCells(notebook, cell("ts", "made", source));
  await notebook.cell("made").getByRole("button", { name: "Run cell", exact: true }).click();
  await notebook.expectFailed("made", /no address of packages is set/);
  await notebook.output("made").getByRole("button", { name: "Packages…" }).click();
  const dialog = page.getByRole("dialog", { name: "Packages for TypeScript cells" });
  await expect(dialog.getByText("npm:tiny@1.0.0")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Address of packages" }).fill(host.url);
  expect(host.hits).toEqual([]);
  await dialog.getByRole("button", { name: `Allow ${new URL(host.url).host}` }).click();
  await expect(dialog).toBeHidden();
  await notebook.runCell("made");
  expect(await notebook.rowsOf("made")).toEqual([["42", "undefined"]]);
  expect(host.hits).toEqual(["GET /tiny@1.0.0"]);
  expect(await notebook.text()).toMatch(/imports:\n {2}npm:tiny@1\.0\.0: sha256-[0-9a-f]{64}\n/);

  // Another notebook was not allowed, whatever this device knows.
  await notebook.openText(cell("ts", "made", source));
  await notebook.cell("made").getByRole("button", { name: "Run cell", exact: true }).click();
  await notebook.expectFailed("made", /was not allowed to import packages from 127\.0\.0\.1/);
  expect(host.hits).toHaveLength(1);
  await host.close();
});
