import { expect, type Locator } from "@playwright/test";
import { keepNotebooks } from "./keepNotebooks.ts";
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

/** Puts notebooks of these titles into this device's storage; the page is to be reloaded after. */
export async function keepTitled({ page }: NotebookPage, titles: readonly string[]): Promise<void> {
  const notebooks = titles.map((title, at) => ({
    id: `made${at}`,
    title,
    text: `---\neider: 1\ntitle: ${title}\n---\n\n# ${title}\n\n\`\`\`sql name=q\nselect ${at} as needle_${at}\n\`\`\`\n`,
    origin: "own" as const,
    updatedAt: Date.UTC(2026, 0, 1) + at * 60_000,
  }));
  await page.evaluate(keepNotebooks, notebooks);
}
