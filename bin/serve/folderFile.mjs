import { realpath, stat } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import { mediaType } from "../build/mediaType.mjs";

const shown = new Set([
  ".csv",
  ".gz",
  ".ipynb",
  ".json",
  ".jsonl",
  ".md",
  ".ndjson",
  ".parquet",
  ".tsv",
  ".txt",
]);

/**
 * A notebook or data file of the folder that `eider serve FOLDER` was given, or null.
 * Hidden files, other kinds of file and links that lead out of the folder are as good as absent.
 * @param {string} folder
 * @param {string} path decoded, relative, with "/"
 */
export async function folderFile(folder, path) {
  const parts = path.split("/");
  if (path.includes("\0") || path.includes("\\") || parts.some((part) => part === "" || part.startsWith(".")))
    return null;
  if (!shown.has(extname(path).toLowerCase())) return null;
  try {
    const base = await realpath(folder);
    const file = await realpath(join(base, ...parts));
    if (!file.startsWith(base.endsWith(sep) ? base : base + sep)) return null;
    const { size, mtimeMs, ...entry } = await stat(file);
    if ((entry.mode & 0o170000) !== 0o100000) return null;
    return {
      path: file,
      type: mediaType(file),
      bytes: size,
      etag: `${size.toString(36)}-${Math.round(mtimeMs).toString(36)}`,
    };
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "EACCES", "ELOOP", "ENAMETOOLONG"].includes(error.code)) return null;
    throw error;
  }
}
