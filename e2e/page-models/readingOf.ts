import { expect, type Locator } from "@playwright/test";
import type { NotebookPage } from "./NotebookPage.ts";

/** The dialog on how a source is read, in the verbs of its user. */
export function readingOf(notebook: NotebookPage) {
  const { page, data } = notebook;
  const dialog = page.getByRole("dialog", { name: /^How .* is read$/ });
  const preview = dialog.getByRole("region", { name: "First rows as they would load" });
  const line = (relation: string): Locator =>
    data.getByRole("treeitem").filter({ hasText: relation }).first();
  return {
    dialog,
    preview,
    line,
    summary: dialog.getByRole("status"),
    /** Opens the dialog from the source's receipt. */
    async open(relation: string): Promise<void> {
      const button = line(relation).getByRole("button", { name: "Change how it is read…" });
      if ((await button.count()) === 0)
        await line(relation)
          .getByRole("button", { name: /loaded ·/ })
          .click();
      await button.first().click();
      await expect(dialog).toBeVisible();
    },
    field: (name: string): Locator => dialog.getByLabel(name, { exact: true }),
    /** Columns of the preview with their types, "name TYPE". */
    async expectColumns(columns: readonly string[]): Promise<void> {
      const heads = preview.getByRole("columnheader");
      await expect(heads).toHaveCount(columns.length + 1);
      for (const [index, name] of columns.entries()) await expect(heads.nth(index + 1)).toContainText(name);
    },
    async expectRow(cells: readonly string[]): Promise<void> {
      const row = preview
        .getByRole("row")
        .filter({ has: page.getByRole("cell", { name: cells[0] ?? "" }) })
        .first();
      for (const cell of cells) await expect(row).toContainText(cell);
    },
    /** Takes what is shown, and waits until the source has loaded again. */
    async use(relation: string): Promise<void> {
      const loads = async () =>
        (await notebook.receipts()).filter(({ source }) => source === relation).length;
      const before = await loads();
      await dialog.getByRole("button", { name: "Use", exact: true }).click();
      await expect(dialog).toHaveCount(0);
      await expect.poll(loads).toBeGreaterThan(before);
    },
  };
}
