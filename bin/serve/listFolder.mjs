import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { folderFile, isNotebook } from "./folderFile.mjs";

/** Deeper folders and more notebooks than this are not listed, which is said. */
const maxDepth = 6;
const maxNotebooks = 2000;
/** So many entries are looked at: a folder of a million photographs ends, too. */
const maxEntries = 50_000;
const notLookedInto = new Set(["node_modules", "__pycache__"]);

/**
 * The notebooks of a folder and the folders below it, by their paths.
 * @param {string} folder
 * @returns {Promise<{ notebooks: { path: string, bytes: number, modifiedMs: number }[], isAll: boolean }>}
 */
export async function listFolder(folder) {
  const notebooks = [];
  let isAll = true;
  let seen = 0;

  async function look(under, depth) {
    const entries = await readdir(join(folder, ...under), { withFileTypes: true }).catch((error) => {
      // One that may not be read, or went away just now, has nothing to list.
      if (under.length > 0 && ["EACCES", "EPERM", "ENOENT"].includes(error.code)) return [];
      throw error;
    });
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      if (++seen > maxEntries || notebooks.length >= maxNotebooks) {
        isAll = false;
        return;
      }
      if (entry.name.startsWith(".")) continue;
      const parts = [...under, entry.name];
      if (entry.isDirectory()) {
        if (notLookedInto.has(entry.name)) continue;
        if (depth < maxDepth) await look(parts, depth + 1);
        else isAll = false;
        continue;
      }
      const path = parts.join("/");
      const file = isNotebook(path) ? await folderFile(folder, path) : null;
      if (file) notebooks.push({ path, bytes: file.bytes, modifiedMs: file.modifiedMs });
    }
  }

  await look([], 0);
  return { notebooks, isAll };
}
