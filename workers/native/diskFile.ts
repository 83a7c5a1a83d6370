import { openAsBlob } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";

const paths = new WeakMap<Blob, string>();

/** A file of the disk as browsers give it: read in parts, when they are asked for. Rejects where it is none. */
export async function openDiskFile(path: string, name = basename(path)): Promise<File> {
  const { mtimeMs } = await stat(path);
  const file = new File([await openAsBlob(path)], name, { lastModified: Math.floor(mtimeMs) });
  paths.set(file, path);
  return file;
}

/** Where a file lies on the disk; null for one that is only in memory. */
export function pathOf(file: Blob): string | null {
  return paths.get(file) ?? null;
}
