import type { NotebookStorage, StoredNotebook } from "../store/platform.ts";
import { notebookDatabase as open } from "./notebookDatabase.ts";

/** Notebooks in IndexedDB, by id. */
export function createNotebookStorage(): NotebookStorage {
  return {
    async load(id) {
      const database = await open().catch(() => null);
      return (await database?.get("notebooks", id)) ?? null;
    },
    async latest() {
      const database = await open().catch(() => null);
      const cursor = await database
        ?.transaction("notebooks")
        .store.index("updatedAt")
        .openCursor(null, "prev");
      return cursor?.value ?? null;
    },
    async copiesOf(text) {
      const database = await open().catch(() => null);
      const copies: StoredNotebook[] = [];
      let cursor = await database?.transaction("notebooks").store.index("updatedAt").openCursor(null, "prev");
      while (cursor) {
        if (cursor.value.from && cursor.value.text === text) copies.push(cursor.value);
        cursor = await cursor.continue();
      }
      return copies;
    },
    async save(notebook, over) {
      const writing = (await open()).transaction("notebooks", "readwrite");
      if (over !== undefined) {
        const kept = await writing.store.get(notebook.id);
        if (kept && kept.updatedAt !== over) return false;
      }
      const put = writing.store.put(notebook);
      // A page that is being left gets no answer to its write any more, and what was not committed is then undone.
      writing.commit();
      await Promise.all([put, writing.done]);
      return true;
    },
  };
}
