import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Permission } from "../relink/sourceFiles.ts";
import type { DiskFacts, DiskFile, DiskFiles, DiskMode } from "../store/disk/diskFiles.ts";
import { handleOfFile } from "./fileHandles.ts";

interface DiskRecord {
  notebookId: string;
  handle: FileSystemFileHandle;
  facts: DiskFacts;
}

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

/** Handles of notebooks' files in IndexedDB, apart from their texts. */
export function createDiskFiles(): DiskFiles {
  return {
    async of(file) {
      const handle = await handleOfFile(file);
      return handle && diskFile(handle);
    },
    async notebooksOf(file) {
      const handle = handles.get(file);
      if (!handle) return [];
      try {
        const records = await (await open()).getAll("files");
        const same = await Promise.all(records.map((record) => record.handle.isSameEntry(handle)));
        return records.filter((_, at) => same[at]).map(({ notebookId }) => notebookId);
      } catch (thrown) {
        return refused(thrown) ?? [];
      }
    },
    at: diskFile,
    async load(notebookId) {
      try {
        const record = await (await open()).get("files", notebookId);
        return record ? { file: diskFile(record.handle), facts: record.facts } : null;
      } catch (thrown) {
        return refused(thrown);
      }
    },
    async keep(notebookId, file, facts) {
      const handle = handles.get(file);
      if (!handle) return;
      try {
        await (await open()).put("files", { notebookId, handle, facts });
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
