import type { Page } from "@playwright/test";
import type { StoredNotebook } from "../../lib/store/platform.ts";

export const emptyNotebook = (title: string) => `---\neider: 1\ntitle: ${title}\n---\n`;

/** Runs in the page: puts notebooks into this device's storage, as sessions before would have. */
export async function keepNotebooks(notebooks: readonly StoredNotebook[]): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open("eider", 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore("notebooks", { keyPath: "id" }).createIndex("updatedAt", "updatedAt");
    };
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const writing = database.transaction("notebooks", "readwrite");
  for (const notebook of notebooks) writing.objectStore("notebooks").put(notebook);
  await new Promise((resolve, reject) => {
    writing.oncomplete = resolve;
    writing.onabort = () => reject(writing.error);
  });
  database.close();
}

/**
 * Keeps an .nb.md in the storage of a page that has not opened the app yet; answers the address that opens it. This is a
 * third quicker than opening the welcome notebook with its data first.
 */
export async function keptNotebook(page: Page, text: string): Promise<string> {
  const title = /^title: (.+)$/m.exec(text)?.[1] ?? "";
  await page.goto("/icon.svg");
  await page.evaluate(keepNotebooks, [
    { id: "started", title, text, origin: "own" as const, updatedAt: Date.now() },
  ]);
  return "/?n=started";
}
