import { expect, type Locator } from "@playwright/test";
import type { NotebookPage } from "./NotebookPage.ts";

/** What the page offers where files of a notebook are not here. */
export function relinkOf({ page, data }: NotebookPage) {
  const dialog = page.getByRole("dialog", { name: "Find the files of this notebook", exact: true });
  return {
    bar: page.getByRole("region", { name: "Sources of this notebook", exact: true }),
    dialog,
    /** A source's line in the data panel. */
    source: (relation: string): Locator => data.getByRole("treeitem").filter({ hasText: relation }).first(),
    /** A file's line in the dialog. */
    wanted: (relation: string): Locator => dialog.getByRole("listitem").filter({ hasText: relation }).first(),
    async choose(files: Parameters<Awaited<ReturnType<typeof chooser>>["setFiles"]>[0]): Promise<void> {
      const asked = chooser();
      await dialog.getByRole("button", { name: "Choose files…", exact: true }).click();
      await (await asked).setFiles(files);
    },
    /** Opens a source's receipt and waits until it says how the file is kept. */
    async expectKept(relation: string, text: string | RegExp): Promise<void> {
      const line = data.getByRole("treeitem").filter({ hasText: relation }).first();
      await line.getByRole("button", { name: /loaded ·/ }).click();
      await expect(line.getByText(text)).toBeVisible();
    },
  };

  function chooser() {
    return page.waitForEvent("filechooser");
  }
}
