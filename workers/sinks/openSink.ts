import type { ExportTarget } from "../../lib/engine/protocol.ts";
import { storageTrouble } from "./storageTrouble.ts";

/** Where bytes go, in order. A file appears under its name only with `close`; `abort` leaves nothing behind. */
export interface ByteSink {
  write(chunk: Uint8Array): Promise<void>;
  /** Completes the file; for private storage, answers it. */
  close(): Promise<File | null>;
  abort(): Promise<void>;
}

/** Opens a picked file, or a new file in the origin's private storage. */
export async function openSink(target: ExportTarget): Promise<ByteSink> {
  const handle = target.kind === "handle" ? target.handle : await privateFile(target.fileName);
  // Both kinds write to a swap file that takes the place of the old one on close.
  const writable = await storageTrouble(handle.name, () =>
    handle.createWritable({ keepExistingData: false }),
  );
  return {
    write: (chunk) => storageTrouble(handle.name, () => writable.write(chunk as Uint8Array<ArrayBuffer>)),
    async close() {
      await storageTrouble(handle.name, () => writable.close());
      return target.kind === "opfs" ? handle.getFile() : null;
    },
    async abort() {
      await writable.abort().catch(() => undefined);
      if (target.kind === "opfs") await removePrivate(target.fileName);
    },
  };
}

const folder = "exports";

async function privateFile(name: string): Promise<FileSystemFileHandle> {
  const root = await navigator.storage.getDirectory();
  const exportsFolder = await root.getDirectoryHandle(folder, { create: true });
  return exportsFolder.getFileHandle(name, { create: true });
}

/** Removes a file of the origin's private storage, where it is there. */
export async function removePrivate(name: string): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const exportsFolder = await root.getDirectoryHandle(folder, { create: true });
  await exportsFolder.removeEntry(name).catch(() => undefined);
}
