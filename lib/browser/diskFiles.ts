import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Permission } from "../relink/sourceFiles.ts";
import type { DiskFacts, DiskFile, DiskFiles, DiskMode } from "../store/disk/diskFiles.ts";
import { handleOfFile } from "./fileHandles.ts";
import { createServedFolder, placeOf, type ServedPlace, servedFile, wayOf } from "./servedFolder.ts";

type DiskRecord = { notebookId: string; facts: DiskFacts } & (
  | { handle: FileSystemFileHandle }
  | { served: ServedPlace }
);

interface Schema extends DBSchema {
  files: { key: string; value: DiskRecord };
}

/** Parts of the File System API that only some browsers have. */
interface AskingHandle {
  queryPermission?(options: { mode: DiskMode }): Promise<Permission>;
  requestPermission?(options: { mode: DiskMode }): Promise<Permission>;
}

const handles = new WeakMap<DiskFile, FileSystemFileHandle>();

let opening: Promise<IDBPDatabase<Schema>> | null = null;

function open(): Promise<IDBPDatabase<Schema>> {
  opening ??= openDB<Schema>("eider-disk", 1, {
    upgrade(database) {
      database.createObjectStore("files", { keyPath: "notebookId" });
    },
  }).catch((thrown: unknown) => {
    opening = null;
    throw thrown;
  });
  return opening;
}

/** Handles of notebooks' files, and their places in a served folder, in IndexedDB, apart from their texts. */
export function createDiskFiles(baseUrl: string): DiskFiles {
  const fileOf = (record: DiskRecord) =>
    "served" in record ? servedFile(baseUrl, record.served) : diskFile(record.handle);
  return {
    async of(file) {
      const way = wayOf(file);
      if (way) return way;
      const handle = await handleOfFile(file);
      return handle && diskFile(handle);
    },
    async notebooksOf(file) {
      const handle = handles.get(file);
      const place = placeOf(file);
      const isSame = async (record: DiskRecord) => {
        if ("handle" in record) return handle ? record.handle.isSameEntry(handle) : false;
        return record.served.folder === place?.folder && record.served.path === place.path;
      };
      try {
        const records = await (await open()).getAll("files");
        const same = await Promise.all(records.map(isSame));
        return records.filter((_, at) => same[at]).map(({ notebookId }) => notebookId);
      } catch (thrown) {
        return refused(thrown) ?? [];
      }
    },
    served(path) {
      const folder = createServedFolder(baseUrl);
      return folder.isKnown() ? folder.file(path) : null;
    },
    at: diskFile,
    async load(notebookId) {
      try {
        const record = await (await open()).get("files", notebookId);
        return record ? { file: fileOf(record), facts: record.facts } : null;
      } catch (thrown) {
        return refused(thrown);
      }
    },
    async keep(notebookId, file, facts) {
      const handle = handles.get(file);
      const served = placeOf(file);
      const way = handle ? { handle } : served && { served };
      if (!way) return;
      try {
        await (await open()).put("files", { notebookId, facts, ...way });
      } catch (thrown) {
        refused(thrown);
      }
    },
  };
}

export async function forgetDiskFile(notebookId: string): Promise<void> {
  await (await open()).delete("files", notebookId);
}

function diskFile(handle: FileSystemFileHandle & AskingHandle): DiskFile {
  const file: DiskFile = {
    name: handle.name,
    // A browser without the question has answered it.
    permission: async (mode) => (await handle.queryPermission?.({ mode })) ?? "granted",
    async ask(mode) {
      try {
        return (await handle.requestPermission?.({ mode })) ?? "granted";
      } catch (thrown) {
        // Without a click just before, browsers refuse to ask at all.
        if (thrown instanceof DOMException) return "prompt";
        throw thrown;
      }
    },
    read: () => handle.getFile(),
    async write(content) {
      const writable = await handle.createWritable();
      try {
        await writable.write(content);
      } catch (thrown) {
        // Closing would put what was written so far in the place of the file.
        await writable.abort();
        throw thrown;
      }
      await writable.close();
      return true;
    },
  };
  handles.set(file, handle);
  return file;
}

/** Browsers refuse with DOMExceptions: no room, a private window, storage switched off. */
function refused(thrown: unknown): null {
  if (thrown instanceof DOMException) return null;
  throw thrown;
}
