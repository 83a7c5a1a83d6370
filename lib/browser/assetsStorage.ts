import { type DBSchema, type IDBPDatabase, openDB } from "idb";

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
 * What came with a notebook of Jupyter: outputs, attachments and metadata, in IndexedDB apart from the notebooks. They
 * can be large and are written once, where a text is written with every edit.
 */
export async function loadAssets(notebookId: string): Promise<string | null> {
  const kept = inThisTab.get(notebookId);
  if (kept !== undefined) return kept;
  // A device that keeps nothing has nothing to give.
  const database = await open().catch(() => null);
  return (await database?.get("assets", notebookId)) ?? null;
}

/** Keeps them; rejects where the device refuses, and this tab still has them then. */
export async function saveAssets(notebookId: string, text: string): Promise<void> {
  inThisTab.set(notebookId, text);
  await (await open()).put("assets", text, notebookId);
}

export async function forgetAssets(notebookId: string): Promise<void> {
  inThisTab.delete(notebookId);
  await (await open()).delete("assets", notebookId);
}

export async function copyAssets(from: string, to: string): Promise<void> {
  const text = await loadAssets(from);
  if (text !== null) await saveAssets(to, text);
}
