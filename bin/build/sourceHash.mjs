import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { listFiles } from "./listFiles.mjs";

const folders = ["app", "bin", "components", "extensions", "lib", "public", "samples", "workers"];
const rootFiles = ["next.config.js", "package-lock.json", "package.json", "tsconfig.json"];

/** Made by the build itself, or not part of what it makes. */
const left = [
  /^public\/(duckdb|parquet|samples)\//,
  /^public\/(sandbox|output)\/index\.html$/,
  /\.test\.(ts|tsx|mjs)$/,
  /^bin\/(?!build|headers\.mjs)/,
];

/**
 * A hash over the names and bytes of everything that the build reads.
 * @param {string} root the project's root
 */
export async function sourceHash(root) {
  const hash = createHash("sha256");
  const inFolders = await Promise.all(
    folders.map(async (folder) => (await listFiles(join(root, folder))).map((file) => `${folder}/${file}`)),
  );
  const files = [...rootFiles, ...inFolders.flat()].filter(
    (file) => !left.some((pattern) => pattern.test(file)),
  );
  for (const file of files) {
    const bytes = await readFile(join(root, file));
    hash.update(`${file}\0${bytes.byteLength}\0`).update(bytes);
  }
  return hash.digest("hex");
}
