import { copyFile, mkdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { extensionPath, extensionProblem, leftOut, measure, readManifest } from "./extensionManifest.mjs";
import { listFiles } from "./listFiles.mjs";

/** Where the extensions are served from. */
const servedFolder = "duckdb-ext";

/**
 * @typedef {object} CarriedExtension
 * @property {string} name
 * @property {string} path below the served folder, as DuckDB asks for it
 * @property {number} bytes
 * @property {string} sha256 in hex
 */

/** Leftovers of file managers, and of fetches that were broken off. */
const isNoise = (file) => /(^|\/)\./.test(file) || file.endsWith(".part");

/**
 * DuckDB's extensions that lie under extensions/, each checked against the manifest. Throws where one is not what the
 * manifest says, or where the manifest does not know it: what is not checked is not served.
 * @param {string} root the project's root
 * @param {(message: string) => void} [say]
 * @returns {Promise<CarriedExtension[]>} in the order in which they are loaded
 */
export async function carriedExtensions(root, say = () => undefined) {
  const files = (await listFiles(join(root, "extensions"))).filter(
    (file) => file !== "manifest.json" && file !== "README.md" && !isNoise(file),
  );
  if (files.length === 0) return [];
  const manifest = await readManifest(root);
  const carried = [];
  const problems = [];
  for (const file of files) {
    const name = /([^/]+)\.duckdb_extension\.wasm$/.exec(file)?.[1] ?? "";
    if (file !== extensionPath(manifest, name)) {
      problems.push(`extensions/${file} lies where no extension does; the place is ${placeOf(manifest)}.`);
      continue;
    }
    if (Object.hasOwn(leftOut, name)) {
      say(`DuckDB's ${name} extension is left out of the build: ${leftOut[name]}.`);
      continue;
    }
    if (!Object.hasOwn(manifest.extensions, name)) {
      problems.push(
        `extensions/${file} is not known to extensions/manifest.json. "npm run extensions -- ${name}" fetches it and writes down what it is.`,
      );
      continue;
    }
    const bytes = await readFile(join(root, "extensions", file));
    const problem = extensionProblem(bytes, manifest.extensions[name]);
    if (problem)
      problems.push(`extensions/${file} ${problem}. "npm run extensions -- ${name}" fetches it again.`);
    else carried.push({ name, path: file, ...measure(bytes) });
  }
  if (problems.length > 0)
    throw new Error(`DuckDB's extensions are not what they should be:\n  ${problems.join("\n  ")}`);
  if (carried.length > 0) say(`With DuckDB's extensions: ${carried.map(({ name }) => name).join(", ")}.`);
  return carried;
}

const placeOf = (manifest) => `extensions/${extensionPath(manifest, "NAME")}`;

/**
 * Copies extensions to where DuckDB asks for them; those of an earlier build go.
 * @param {string} root the project's root
 * @param {readonly CarriedExtension[]} carried
 * @param {string} outFolder
 */
export async function copyExtensions(root, carried, outFolder) {
  await rm(join(outFolder, servedFolder), { recursive: true, force: true });
  for (const { path } of carried) {
    const target = join(outFolder, servedFolder, path);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(join(root, "extensions", path), target);
  }
}
