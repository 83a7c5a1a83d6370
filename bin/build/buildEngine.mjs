import { rm } from "node:fs/promises";
import { join, posix } from "node:path";
import { build } from "esbuild";

const folder = "engine";
const workerEntry = "workers/engine.worker.ts";
const readerEntry = "workers/reader.worker.ts";

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
 * another, and nothing of the engine begins before the last; here the first script starts DuckDB's worker, and what
 * formats and exports need is fetched when first used.
 * @param {string} root the project's root
 * @param {string} outFolder
 * @param {readonly import("./carriedExtensions.mjs").CarriedExtension[]} extensions what DuckDB may load, written into the
 *   bundle: asking the host at each start would be a 404 wherever there is none
 * @returns {Promise<{ script: string }>} the page's first script, which starts the engine
 */
export async function buildEngine(root, outFolder, extensions) {
  const target = join(outFolder, folder);
  await rm(target, { recursive: true, force: true });
  const reader = await buildReader(root, target);
  const { metafile } = await build({
    ...shared,
    absWorkingDir: root,
    entryPoints: { engine: workerEntry },
    outdir: target,
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    format: "esm",
    splitting: true,
    define: {
      ...shared.define,
      ENGINE_EXTENSIONS: JSON.stringify(extensions),
      READER_URL: JSON.stringify(reader),
    },
    metafile: true,
  });
  // What is imported on demand has an entry point of its own too.
  const entry = Object.keys(metafile.outputs).find(
    (file) => metafile.outputs[file].entryPoint === workerEntry,
  );
  const url = posix.join(folder, posix.basename(entry));
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

/** Bundles the thread that reads files for the engine; its address, which is made from its content. */
async function buildReader(root, target) {
  const { metafile } = await build({
    ...shared,
    absWorkingDir: root,
    entryPoints: { reader: readerEntry },
    outdir: target,
    entryNames: "[name]-[hash]",
    format: "iife",
    metafile: true,
  });
  const [file] = Object.keys(metafile.outputs);
  return posix.join(folder, posix.basename(file));
}
