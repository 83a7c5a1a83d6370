import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Permission } from "../relink/sourceFiles.ts";
import type { DiskFacts, DiskFile, DiskFiles } from "../store/disk/diskFiles.ts";
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
  queryPermission?(options: { mode: "readwrite" }): Promise<Permission>;
  requestPermission?(options: { mode: "readwrite" }): Promise<Permission>;
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
  const write = { mode: "readwrite" } as const;
  const file: DiskFile = {
    name: handle.name,
    // A browser without the question has answered it.
    permission: async () => (await handle.queryPermission?.(write)) ?? "granted",
    async ask() {
      try {
        return (await handle.requestPermission?.(write)) ?? "granted";
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
