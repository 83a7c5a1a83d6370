import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { AssetsStorage } from "../store/platform.ts";

interface Schema extends DBSchema {
  assets: { key: string; value: string };
}

const inThisTab = new Map<string, string>();
let opening: Promise<IDBPDatabase<Schema>> | null = null;

function open(): Promise<IDBPDatabase<Schema>> {
  opening ??= openDB<Schema>("eider-assets", 1, {
    upgrade(database) {
      database.createObjectStore("assets");
    },
  }).catch((thrown: unknown) => {
    opening = null;
    throw thrown;
  });
  return opening;
}

/**
 * Outputs, attachments and metadata of imported notebooks in IndexedDB, apart from the notebooks: they can be large and
 * are written once, where a text is written with every edit.
 */
export const assetsStorage: AssetsStorage = {
  async load(notebookId) {
    const kept = inThisTab.get(notebookId);
    if (kept !== undefined) return kept;
    // A device that keeps nothing has nothing to give.
    const database = await open().catch(() => null);
    return (await database?.get("assets", notebookId)) ?? null;
  },
  async save(notebookId, text) {
    inThisTab.set(notebookId, text);
    await (await open()).put("assets", text, notebookId);
  },
};
