import { expect, type Locator, type Page } from "@playwright/test";
import type { NotebookPage } from "./NotebookPage.ts";

/** What a person does with the rows that a source could not take. */
export interface Rejects {
  dialog: Locator;
  open(): Promise<void>;
  text(line: string): Locator;
  row(line: string): Locator;
  replaceAll(find: string, replace: string, isPattern: boolean): Promise<void>;
}

export function rejectsOf(notebook: NotebookPage, relation: string): Rejects {
  const dialog = notebook.page.getByRole("dialog", { name: `Rejected rows of ${relation}`, exact: true });
  const field = (within: Locator | Page, line: string) =>
    within.getByRole("textbox", { name: `Text of Line ${line}`, exact: true });
  const text = (line: string) => field(dialog, line);
  return {
    dialog,
    text,
    row: (line) => dialog.getByRole("listitem").filter({ has: field(notebook.page, line) }),
    async open() {
      await notebook.data.getByText(/\d rejected/).click();
      await notebook.data.getByRole("button", { name: "Fix rejected rows…", exact: true }).click();
      await expect(dialog).toBeVisible();
    },
    async replaceAll(find, replace, isPattern) {
      await dialog.getByRole("checkbox", { name: "Regular expression" }).setChecked(isPattern);
      await dialog.getByRole("textbox", { name: "Find in all rows" }).fill(find);
      await dialog.getByRole("textbox", { name: "Replace with" }).fill(replace);
      await dialog.getByRole("button", { name: "Replace all", exact: true }).click();
    },
  };
}
