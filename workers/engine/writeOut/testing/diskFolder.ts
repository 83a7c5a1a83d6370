import { openAsBlob } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What goes wrong in a folder; bytes count over all files. */
export interface DiskFaults {
  /** The disk is full after so many bytes. */
  fullAfter?: number;
  /** The browser may no longer write after so many bytes. */
  withdrawnAfter?: number;
  cannotMove?: boolean;
}

/** A folder of the disk as browsers hand it out (File System Access), for tests in Node: files appear on close. */
export function diskFolder(path: string, faults: DiskFaults = {}): FileSystemDirectoryHandle {
  let bytes = 0;
  return folderAt(path, "") as unknown as FileSystemDirectoryHandle;

  function folderAt(at: string, name: string) {
    return {
      kind: "directory",
      name,
      async getDirectoryHandle(child: string, { create = false } = {}) {
        const inside = join(at, child);
        if (create) await mkdir(inside, { recursive: true });
        if (!(await found(inside))?.isDirectory()) throw trouble("NotFoundError");
        return folderAt(inside, child);
      },
      async getFileHandle(child: string, { create = false } = {}) {
        const inside = join(at, child);
        const before = await found(inside);
        if (before?.isDirectory()) throw trouble("TypeMismatchError");
        if (!before && !create) throw trouble("NotFoundError");
        if (!before) await writeFile(inside, "");
        return fileAt(at, child);
      },
      async removeEntry(child: string) {
        const inside = join(at, child);
        const before = await found(inside);
        if (!before) throw trouble("NotFoundError");
        if (before.isDirectory() && (await readdir(inside)).length > 0)
          throw trouble("InvalidModificationError");
        await rm(inside, { recursive: true });
      },
    };
  }

  function fileAt(folder: string, name: string) {
    let at = join(folder, name);
    return {
      kind: "file",
      name,
      async getFile() {
        return new File([await openAsBlob(at)], name);
      },
      async createWritable() {
        const swap = `${at}.crswap`;
        const file = await open(swap, "w");
        return {
          async write(chunk: Uint8Array) {
            bytes += chunk.byteLength;
            if (bytes > (faults.fullAfter ?? Number.POSITIVE_INFINITY)) throw trouble("QuotaExceededError");
            if (bytes > (faults.withdrawnAfter ?? Number.POSITIVE_INFINITY)) throw trouble("NotAllowedError");
            await file.write(chunk);
          },
          async close() {
            await file.close();
            await rename(swap, at);
          },
          async abort() {
            await file.close();
            await rm(swap, { force: true });
          },
        };
      },
      async move(to: string) {
        if (faults.cannotMove) throw trouble("NotSupportedError");
        await rename(at, join(folder, to));
        at = join(folder, to);
      },
    };
  }
}

const trouble = (name: string) => new DOMException(`The folder says ${name}.`, name);
const found = (path: string) => stat(path).catch(() => null);
