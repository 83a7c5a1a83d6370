import { IngestError } from "../../../lib/ingest/types.ts";
import { listedPaths } from "../../../lib/writeOut/listedPaths.ts";
import type { OutStore } from "../../../lib/writeOut/outStore.ts";
import { storageTrouble } from "../../sinks/storageTrouble.ts";
import { checkFile } from "./checkFile.ts";

/** A file that can be given another name, which browsers let some folders do. */
type MovableFile = FileSystemFileHandle & { move?(name: string): Promise<void> };

/**
 * A folder that the user picked. A file is made under a name of its own and renamed once it is whole, where the browser
 * can; else under its own name, empty until it is whole. Files that were there before are replaced only with
 * `mayReplace`, and never removed.
 */
export function folderStore(root: FileSystemDirectoryHandle, mayReplace: boolean): OutStore {
  const madeFolders: { parent: FileSystemDirectoryHandle; name: string }[] = [];
  const madeFiles = new Map<string, { folder: FileSystemDirectoryHandle; name: string }>();
  const replaced: string[] = [];
  /** Paths in lower case, with their first spelling: many disks take both for one. */
  const spellings = new Map<string, string>();
  let canMove: Promise<boolean> | null = null;

  async function folderOf(parts: readonly string[]): Promise<FileSystemDirectoryHandle> {
    let folder = root;
    let path = "";
    for (const name of parts) {
      path = `${path}${name}/`;
      const known = spellings.get(path.toLowerCase());
      if (known !== undefined && known !== path)
        throw new IngestError(
          `${known} and ${path} differ in capitals only, and many disks take them for one folder. Write to a zip or a bucket, or make the values alike with lower().`,
        );
      spellings.set(path.toLowerCase(), path);
      const within = folder;
      folder = await within.getDirectoryHandle(name).catch(async (thrown: unknown) => {
        if (!isAbsent(thrown)) throw thrown;
        const made = await within.getDirectoryHandle(name, { create: true });
        madeFolders.push({ parent: within, name });
        return made;
      });
    }
    return folder;
  }

  return {
    open: (path) =>
      storageTrouble(path, async () => {
        const parts = path.split("/");
        const name = parts.pop() ?? "";
        const folder = await folderOf(parts);
        const before = await existing(folder, name, path);
        if (before && !mayReplace)
          throw new IngestError(
            `${path} is in the folder already. Choose an empty folder or another name, or allow files to be replaced.`,
          );
        canMove ??= tryMove(root);
        const isMoved = !before && (await canMove);
        const madeAs = isMoved ? `.${name}.part` : name;
        const handle: MovableFile = before ?? (await folder.getFileHandle(madeAs, { create: true }));
        if (!before) madeFiles.set(path, { folder, name: madeAs });
        const writable = await handle.createWritable({ keepExistingData: false });
        return {
          write: (chunk) => storageTrouble(path, () => writable.write(chunk as Uint8Array<ArrayBuffer>)),
          close: () =>
            storageTrouble(path, async () => {
              await writable.close();
              if (before) replaced.push(path);
              if (isMoved) await handle.move?.(name);
              if (!before) madeFiles.set(path, { folder, name });
            }),
          abort: () => writable.abort().catch(() => undefined),
        };
      }),
    check: (file, onBytes) =>
      storageTrouble(file.file, async () => {
        const parts = file.file.split("/");
        const name = parts.pop() ?? "";
        const handle = await (await folderOf(parts)).getFileHandle(name);
        await checkFile(await handle.getFile(), file, onBytes);
      }),
    finish: async () => null,
    async undo() {
      const left: string[] = [];
      for (const [path, { folder, name }] of madeFiles)
        await folder.removeEntry(name).catch((thrown: unknown) => {
          if (!isAbsent(thrown)) left.push(path);
        });
      // The innermost first; one in which something else was put meanwhile is not empty, and stays.
      for (const { parent, name } of madeFolders.reverse())
        await parent.removeEntry(name).catch(() => undefined);
      const told = [
        ...(left.length > 0 ? [`Could not be removed again: ${listedPaths(left)}.`] : []),
        ...(replaced.length > 0 ? [`Were replaced by then: ${listedPaths(replaced)}.`] : []),
      ];
      return told.join(" ");
    },
  };
}

const isAbsent = (thrown: unknown) => thrown instanceof DOMException && thrown.name === "NotFoundError";

async function existing(
  folder: FileSystemDirectoryHandle,
  name: string,
  path: string,
): Promise<FileSystemFileHandle | null> {
  try {
    return await folder.getFileHandle(name);
  } catch (thrown) {
    if (isAbsent(thrown)) return null;
    if (thrown instanceof DOMException && thrown.name === "TypeMismatchError")
      throw new IngestError(`${path} is a folder there. Choose another folder or another name.`);
    throw thrown;
  }
}

/** Whether files of a folder can be renamed: found out on an empty one. */
async function tryMove(root: FileSystemDirectoryHandle): Promise<boolean> {
  const [from, to] = [".eider-trial", ".eider-trial-moved"];
  const file: MovableFile = await root.getFileHandle(from, { create: true });
  const canMove =
    file.move !== undefined &&
    (await file.move(to).then(
      () => true,
      () => false,
    ));
  for (const name of [from, to]) await root.removeEntry(name).catch(() => undefined);
  return canMove;
}
