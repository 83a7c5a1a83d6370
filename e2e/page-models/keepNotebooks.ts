import type { StoredNotebook } from "../../lib/store/platform.ts";

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
