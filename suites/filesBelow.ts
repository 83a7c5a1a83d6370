import { readdirSync } from "node:fs";

/** Paths of all files below a folder, relative and with "/", in one order everywhere. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      `${entry.parentPath}/${entry.name}`.replaceAll("\\", "/").slice(folder.length).replace(/^\/+/, ""),
    )
    .sort();
}
