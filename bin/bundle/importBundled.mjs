import { mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Bundles a TypeScript module of the project for Node and imports it; packages are left to Node.
 * @param {string} path from the project's root
 */
export async function importBundled(path) {
  const folder = join(root, ".eider/bundled");
  await mkdir(folder, { recursive: true });
  const outfile = join(folder, `${basename(path, ".ts")}.mjs`);
  await build({
    entryPoints: [join(root, path)],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    logLevel: "error",
  });
  return import(pathToFileURL(outfile).href);
}
