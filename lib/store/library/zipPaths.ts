import { fileBase } from "../../formats/fileBase.ts";
import { assetsFileName } from "../../formats/notebookAssets.ts";
import { entryTitle, type LibraryEntry } from "./libraryEntry.ts";

/** Where each notebook stands in an export: its folder and title, told apart by a number where two would be one file. */
export function zipPaths(entries: readonly LibraryEntry[]): string[] {
  const taken = new Set<string>();
  return entries.map((entry) => {
    const folder = entry.folder === "" ? "" : `${entry.folder}/`;
    const base = folder + fileBase(entryTitle(entry));
    let path = `${base}.nb.md`;
    // File systems do not all tell capitals apart.
    for (let n = 2; taken.has(path.toLowerCase()); n++) path = `${base}-${n}.nb.md`;
    taken.add(path.toLowerCase());
    return path;
  });
}

/** The path of what belongs beside a notebook of an archive. */
export function pathBeside(path: string): string {
  const at = path.lastIndexOf("/") + 1;
  return path.slice(0, at) + assetsFileName(path.slice(at));
}
