import { mkdir, open, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openDiskFile } from "./diskFile.ts";

/**
 * A folder of the disk as browsers hand out those that a user picked (File System Access), so far as files are written by
 * it: they appear under their names whole, and its errors are those that browsers have.
 */
export function diskFolder(path: string, name = ""): FileSystemDirectoryHandle {
  const handle = {
    kind: "directory",
    name,
    async getDirectoryHandle(child: string, { create = false } = {}) {
      const inside = join(path, child);
      if (create) await onDisk(() => mkdir(inside, { recursive: true }));
      if (!(await found(inside))?.isDirectory()) throw trouble("NotFoundError");
      return diskFolder(inside, child);
    },
    async getFileHandle(child: string, { create = false } = {}) {
      const before = await found(join(path, child));
      if (before?.isDirectory()) throw trouble("TypeMismatchError");
      if (!before && !create) throw trouble("NotFoundError");
      if (!before) await onDisk(() => writeFile(join(path, child), ""));
      return fileIn(path, child);
    },
    async removeEntry(child: string) {
      const inside = join(path, child);
      const before = await found(inside);
      if (!before) throw trouble("NotFoundError");
      const isFull = before.isDirectory() && (await readdir(inside)).length > 0;
      if (isFull) throw trouble("InvalidModificationError");
      await onDisk(() => rm(inside, { recursive: true }));
    },
  };
  return handle as unknown as FileSystemDirectoryHandle;
}

function fileIn(folder: string, name: string) {
  let path = join(folder, name);
  return {
    kind: "file",
    name,
    getFile: () => onDisk(() => openDiskFile(path, name)),
    async createWritable() {
      const made = `${path}.part`;
      const file = await onDisk(() => open(made, "w"));
      return {
        write: (chunk: Uint8Array) => onDisk(() => file.writeFile(chunk)),
        close: () =>
          onDisk(async () => {
            await file.close();
            await rename(made, path);
          }),
        async abort() {
          await file.close();
          await rm(made, { force: true });
        },
      };
    },
    async move(to: string) {
      await onDisk(() => rename(path, join(folder, to)));
      path = join(folder, to);
    },
  };
}

const troubles: Record<string, string> = {
  ENOSPC: "QuotaExceededError",
  EDQUOT: "QuotaExceededError",
  EACCES: "NotAllowedError",
  EPERM: "NotAllowedError",
  EROFS: "NotAllowedError",
  ENOENT: "NotFoundError",
};

async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";
    throw troubles[code] === undefined ? thrown : trouble(troubles[code]);
  }
}

const trouble = (name: string) => new DOMException(`The folder says ${name}.`, name);
const found = (path: string) => stat(path).catch(() => null);
