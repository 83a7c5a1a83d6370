import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { StoredNotebook } from "../store/platform.ts";

interface Schema extends DBSchema {
  notebooks: { key: string; value: StoredNotebook; indexes: { updatedAt: number } };
}

let opening: Promise<IDBPDatabase<Schema>> | null = null;

/**
 * The database of notebooks, opened at the first use; a refusal rejects that call and is tried again at the next.
 * It stays at version 1: what the library knows beside is in a database of its own, so that a tab which an older page
 * has open never stands in the way.
 */
export function notebookDatabase(): Promise<IDBPDatabase<Schema>> {
  opening ??= openDB<Schema>("eider", 1, {
    upgrade(database) {
      database.createObjectStore("notebooks", { keyPath: "id" }).createIndex("updatedAt", "updatedAt");
    },
    // A newer page in another tab must not wait until this one is closed.
    blocking: (_now, _wanted, event) => {
      opening = null;
      if (event.target instanceof IDBDatabase) event.target.close();
    },
    terminated: () => {
      opening = null;
    },
  }).catch((thrown: unknown) => {
    opening = null;
    throw thrown;
  });
  return opening;
}
