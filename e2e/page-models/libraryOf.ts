import { expect, type Locator } from "@playwright/test";
import type { NotebookPage } from "./NotebookPage.ts";

/** The library in its user's verbs. */
export function libraryOf({ page }: NotebookPage) {
  const dialog = page.getByRole("dialog", { name: "Notebooks", exact: true });
  const title = (name: string): Locator => dialog.getByRole("link", { name, exact: true });
  return {
    dialog,
    title,
    search: dialog.getByRole("searchbox", { name: "Search notebooks" }),
    async open(): Promise<void> {
      await page.getByRole("button", { name: "Notebooks", exact: true }).click();
      await expect(dialog).toBeVisible();
    },
    /** What is listed, from the top. */
    titles: () => dialog.getByRole("list", { name: "Notebooks" }).getByRole("link").allTextContents(),
    async choose(name: string, action: string): Promise<void> {
      await dialog.getByRole("button", { name: `Actions for ${name}`, exact: true }).click();
      await page.getByRole("menuitem", { name: action }).click();
    },
    async goTo(folder: string): Promise<void> {
      await dialog.getByRole("navigation", { name: "Folders" }).getByRole("button", { name: folder }).click();
    },
  };
}

/** Puts notebooks into this device's storage, as many sessions would; the page is to be reloaded after. */
export async function keepNotebooks({ page }: NotebookPage, titles: readonly string[]): Promise<void> {
  await page.evaluate(async (names) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open("eider");
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const writing = database.transaction("notebooks", "readwrite");
    names.forEach((title, at) => {
      const text = `---\neider: 1\ntitle: ${title}\n---\n\n# ${title}\n\n\`\`\`sql name=q\nselect ${at} as needle_${at}\n\`\`\`\n`;
      writing.objectStore("notebooks").put({
        id: `made${at}`,
        title,
        text,
        origin: "own",
        updatedAt: Date.UTC(2026, 0, 1) + at * 60_000,
      });
    });
    await new Promise((resolve) => {
      writing.oncomplete = resolve;
    });
    database.close();
  }, titles);
}
