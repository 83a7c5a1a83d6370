import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { DeletedNotebook, LibraryStorage } from "../store/library/libraryStorage.ts";
import type { StoredNotebook } from "../store/platform.ts";
import { copyAssets, forgetAssets } from "./assetsStorage.ts";
import { forgetDiskFile } from "./diskFiles.ts";
import { forgetColumns } from "./gridColumnsStorage.ts";
import { createHistoryStorage } from "./historyStorage.ts";
import { notebookDatabase } from "./notebookDatabase.ts";
import { copySourceFiles, createSourceFiles } from "./sourceFileStorage.ts";

interface Schema extends DBSchema {
  places: { key: string; value: { id: string; folder: string } };
  deleted: { key: string; value: DeletedNotebook };
}

/** So many notebooks are read in one go: a few frames' worth. */
const partLength = 200;

let opening: Promise<IDBPDatabase<Schema>> | null = null;

function open(): Promise<IDBPDatabase<Schema>> {
  opening ??= openDB<Schema>("eider-library", 1, {
    upgrade(database) {
      database.createObjectStore("places", { keyPath: "id" });
      database.createObjectStore("deleted", { keyPath: "id" });
    },
  }).catch((thrown: unknown) => {
    opening = null;
    throw thrown;
  });
  return opening;
}

/** Folders and deleted notebooks in IndexedDB, beside the notebooks: no save of a text touches them. */
export function createLibraryStorage(): LibraryStorage {
  const folderOf = async (id: string) => (await (await open()).get("places", id))?.folder ?? "";
  return {
    async all(onPart) {
      const database = await notebookDatabase();
      let after: string | null = null;
      for (;;) {
        const range: IDBKeyRange | null = after === null ? null : IDBKeyRange.lowerBound(after, true);
        const part: StoredNotebook[] = await database.getAll("notebooks", range, partLength);
        if (part.length > 0) onPart(part);
        if (part.length < partLength) return;
        after = part.at(-1)?.id ?? null;
      }
    },
    async folders() {
      const places = await (await open()).getAll("places");
      return new Map(places.map(({ id, folder }) => [id, folder]));
    },
    async place(ids, folder) {
      const writing = (await open()).transaction("places", "readwrite");
      const put = (id: string) =>
        folder === "" ? writing.store.delete(id) : writing.store.put({ id, folder });
      await Promise.all([...ids.map(put), writing.done]);
    },
    async deleted() {
      const [all, live] = await Promise.all([
        (await open()).getAll("deleted"),
        (await notebookDatabase()).getAllKeys("notebooks"),
      ]);
      const kept = new Set(live);
      const back = all.filter(({ id }) => kept.has(id));
      for (const { id } of back) await (await open()).delete("deleted", id);
      return all.filter(({ id }) => !kept.has(id));
    },
    async remove(ids, deletedAt) {
      const notebooks = await notebookDatabase();
      for (const id of ids) {
        const notebook = await notebooks.get("notebooks", id);
        if (!notebook) continue;
        await (await open()).put("deleted", { id, notebook, folder: await folderOf(id), deletedAt });
        await notebooks.delete("notebooks", id);
      }
    },
    async restore(ids) {
      const notebooks = await notebookDatabase();
      for (const id of ids) {
        const deleted = await (await open()).get("deleted", id);
        if (!deleted) continue;
        // Edited in another tab since: that one is the newer.
        if (!(await notebooks.get("notebooks", id))) await notebooks.put("notebooks", deleted.notebook);
        await (await open()).delete("deleted", id);
      }
    },
    async erase(ids) {
      const library = await open();
      const history = createHistoryStorage();
      for (const id of ids) {
        await library.delete("deleted", id);
        if (await (await notebookDatabase()).get("notebooks", id)) continue;
        await library.delete("places", id);
        await Promise.all([
          forgetAssets(id),
          forgetDiskFile(id),
          createSourceFiles().retain(id, []),
          history.forget(id),
        ]);
        forgetLists(id);
        forgetColumns(id);
      }
    },
    async copyBeside(from, to) {
      await Promise.all([copyAssets(from, to), copySourceFiles(from, to)]);
      const folder = await folderOf(from);
      if (folder !== "") await (await open()).put("places", { id: to, folder });
    },
  };
}

/** Hosts and connections that the notebook was given. */
function forgetLists(id: string): void {
  try {
    for (const key of Object.keys(localStorage))
      if (key.startsWith("eider-") && key.endsWith(`-${id}`)) localStorage.removeItem(key);
  } catch (thrown) {
    // Storage that is switched off has nothing to forget.
    if (!(thrown instanceof DOMException)) throw thrown;
  }
}
