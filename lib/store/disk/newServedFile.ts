import { fileBase } from "../../formats/fileBase.ts";
import { type DiskFile, type DiskFiles, PlaceUnreachable } from "./diskFiles.ts";

/** So many notebooks of one title get a name. */
const maxNames = 100;

/**
 * Writes a notebook into the served folder, under the first name after its title that is free. Null where no folder is
 * served, or it cannot be reached; rejects where the disk refuses.
 */
export async function newServedFile(
  files: Pick<DiskFiles, "served">,
  title: string,
  content: Blob,
): Promise<DiskFile | null> {
  const base = fileBase(title);
  for (let n = 1; n <= maxNames; n++) {
    const file = files.served(`${base}${n === 1 ? "" : `-${n}`}.nb.md`);
    if (!file) return null;
    try {
      if (await file.write(content, null)) return file;
    } catch (thrown) {
      if (thrown instanceof PlaceUnreachable) return null;
      throw thrown;
    }
  }
  return null;
}
