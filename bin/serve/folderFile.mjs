import { realpath, stat } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { mediaType } from "../build/mediaType.mjs";

/** Notebooks, and what the app reads as data; a web page or a key is neither. */
const shown = new Set(
  [
    ...["csv", "tsv", "txt", "json", "jsonl", "ndjson", "md", "ipynb", "log", "xml", "parquet", "avro"],
    ...["arrow", "arrows", "feather", "ipc", "xlsx", "xlsm", "xlsb", "xls", "ods", "fods"],
    ...["duckdb", "ddb", "db", "gz", "zst", "lz4", "bz2", "zip", "tar", "tgz"],
  ].map((ending) => `.${ending}`),
);

/** What can be neither reached nor looked at. */
const absent = ["ENOENT", "ENOTDIR", "EACCES", "ELOOP", "ENAMETOOLONG", "EINVAL"];

/** Notebooks that are opened from the folder and saved back to it. */
export const isNotebook = (path) => /[^/]\.(nb\.md|ipynb)$/i.test(path);

/**
 * The parts of a path within a folder, or null where it is none: it climbs, is hidden, or says a drive or stream of Windows.
 * @param {string} path decoded, relative, with "/"
 */
export function pathParts(path) {
  const parts = path.split("/");
  if (/[\0\\]/.test(path) || (process.platform === "win32" && path.includes(":"))) return null;
  return parts.some((part) => part === "" || part.startsWith(".")) ? null : parts;
}

/**
 * A notebook or data file of the folder that `eider serve FOLDER` was given, or null.
 * Hidden files, other kinds of file, and links to any of those or out of the folder are as good as absent.
 * @param {string} folder
 * @param {string} path decoded, relative, with "/"
 * @returns {Promise<{ path: string, type: string, bytes: number, modifiedMs: number, mode: number } | null>}
 */
export async function folderFile(folder, path) {
  const parts = pathParts(path);
  if (!parts || !shown.has(extname(path).toLowerCase())) return null;
  try {
    const base = await realpath(folder);
    const file = await realpath(join(base, ...parts));
    if (!file.startsWith(base.endsWith(sep) ? base : base + sep)) return null;
    const real = relative(base, file).split(sep).join("/");
    if (!pathParts(real) || !shown.has(extname(real).toLowerCase()) || isNotebook(real) !== isNotebook(path))
      return null;
    const entry = await stat(file);
    if (!entry.isFile()) return null;
    const modifiedMs = Math.round(entry.mtimeMs);
    return { path: file, type: mediaType(file), bytes: entry.size, modifiedMs, mode: entry.mode & 0o7777 };
  } catch (error) {
    if (absent.includes(error.code)) return null;
    throw error;
  }
}

/**
 * Where a file that is not there yet would be written, or null: its folder has to be there, and to be one that is shown.
 * @param {string} folder
 * @param {string} path decoded, relative, with "/"
 */
export async function newFolderFile(folder, path) {
  const parts = pathParts(path);
  if (!parts) return null;
  try {
    const base = await realpath(folder);
    const above = await realpath(join(base, ...parts.slice(0, -1)));
    const real = relative(base, above).split(sep).join("/");
    if (real !== "" && !pathParts(real)) return null;
    return (await stat(above)).isDirectory() ? join(above, parts.at(-1)) : null;
  } catch (error) {
    if (absent.includes(error.code)) return null;
    throw error;
  }
}
