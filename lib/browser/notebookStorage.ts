import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { NotebookStorage, StoredNotebook } from "../store/platform.ts";

interface Schema extends DBSchema {
  notebooks: { key: string; value: StoredNotebook; indexes: { updatedAt: number } };
}

/** Notebooks in IndexedDB, by id. Opened at the first use; a refusal rejects that call and is tried again at the next. */
export function createNotebookStorage(): NotebookStorage {
  let opening: Promise<IDBPDatabase<Schema>> | null = null;
  const open = () => {
    opening ??= openDB<Schema>("eider", 1, {
      upgrade(database) {
        database.createObjectStore("notebooks", { keyPath: "id" }).createIndex("updatedAt", "updatedAt");
      },
      // A newer version of this page, open in another tab, must not wait for this one to be closed.
      blocking(_now, _wanted, event) {
        if (event.target instanceof IDBDatabase) event.target.close();
        opening = null;
      },
      terminated() {
        opening = null;
      },
    }).catch((thrown: unknown) => {
      opening = null;
      throw thrown;
    });
    return opening;
  };
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
