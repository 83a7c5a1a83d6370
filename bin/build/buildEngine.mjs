import { rm } from "node:fs/promises";
import { join, posix } from "node:path";
import { build } from "esbuild";

const folder = "engine";
const workerEntry = "workers/engine.worker.ts";
const engineEntry = "workers/engine/serveEngine.ts";

const shared = {
  bundle: true,
  minify: true,
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  define: { "process.env.NODE_ENV": '"production"' },
};

/**
 * Bundles the engine's worker into out/engine/. Not left to Turbopack: its worker start fetches nine scripts one after
 * another, and nothing of the engine begins before the last; here the first script starts DuckDB's worker and waits for
 * no other, and what formats and exports need is fetched when first used.
 * @param {string} root the project's root
 * @param {string} outFolder
 * @param {readonly import("./carriedExtensions.mjs").CarriedExtension[]} extensions what DuckDB may load, written into the
 *   bundle: asking the host at each start would be a 404 wherever there is none
 * @returns {Promise<{ script: string }>} the page's first script, which starts the engine
 */
export async function buildEngine(root, outFolder, extensions) {
  const target = join(outFolder, folder);
  await rm(target, { recursive: true, force: true });
  const engine = await build({
    ...shared,
    absWorkingDir: root,
    entryPoints: { serveEngine: engineEntry },
    outdir: target,
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    format: "esm",
    splitting: true,
    define: { ...shared.define, ENGINE_EXTENSIONS: JSON.stringify(extensions) },
    metafile: true,
  });
  const engineFile = outputOf(engine.metafile, engineEntry);
  const worker = await build({
    ...shared,
    absWorkingDir: root,
    entryPoints: { engine: workerEntry },
    outdir: target,
    entryNames: "[name]-[hash]",
    format: "esm",
    // A build of its own: what it has in common with the engine would be a file that its start waits for.
    plugins: [alreadyBuilt(/\/serveEngine\.ts$/, `./${engineFile}`)],
    metafile: true,
  });
  const url = posix.join(folder, outputOf(worker.metafile, workerEntry));
  const { outputFiles } = await build({
    ...shared,
    absWorkingDir: root,
    entryPoints: ["lib/browser/earlyEngine.ts"],
    format: "iife",
    write: false,
    define: { ...shared.define, ENGINE_URL: JSON.stringify(url) },
  });
  return { script: outputFiles[0].text.trim() };
}

/** What an entry point became. What is imported on demand has an entry point of its own too. */
function outputOf({ outputs }, entryPoint) {
  const file = Object.keys(outputs).find((name) => outputs[name].entryPoint === entryPoint);
  return posix.basename(file);
}

/** Lets imports of a module stand as imports of what was built of it. */
function alreadyBuilt(filter, path) {
  return {
    name: "already-built",
    setup(building) {
      building.onResolve({ filter }, () => ({ path, external: true }));
    },
  };
}
