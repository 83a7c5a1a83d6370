import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * The first of these programs that can be run: full paths as they are, names by the PATH; null where there is none.
 * @param {readonly string[]} candidates
 * @param {string} [path]
 */
export function findProgram(candidates, path = process.env.PATH ?? "") {
  for (const candidate of candidates) {
    const places = candidate.includes("/")
      ? [candidate]
      : path.split(delimiter).map((folder) => join(folder, candidate));
    const found = places.find(isProgram);
    if (found) return found;
  }
  return null;
}
