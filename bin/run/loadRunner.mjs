import { statSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { isInstalled } from "../setup/isInstalled.mjs";
import { keepCaches, runScript } from "./cachedScript.cjs";

const projectRoot = fileURLToPath(new URL("../..", import.meta.url));
const threadScript = fileURLToPath(new URL("cellThread.cjs", import.meta.url));
const listName = "built.json";

const folderOf = (root) => join(root, ".eider/run");

/** Where the package that is published has its bundles, from its root. */
export const packedFolder = "dist/run";

/**
 * Bundles the runner for Node, once: read from hundreds of files it would start in seconds. DuckDB's binary is left to
 * Node.
 * @param {string} root the project's root
 * @param {string} folder where the bundles go
 */
export async function buildRunner(root = projectRoot, folder = folderOf(root)) {
  const { build } = await import("esbuild");
  await mkdir(folder, { recursive: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ["workers/native/runner.ts", "workers/native/cellThread.ts"],
    outdir: folder,
    outExtension: { ".js": ".cjs" },
    entryNames: "[name]-[hash]",
    bundle: true,
    minify: true,
    format: "cjs",
    // Not "node": packages then come as modules, the very ones that the page has.
    platform: "browser",
    target: "node20",
    external: ["node:*", "os", "@duckdb/node-bindings"],
    charset: "ascii",
    legalComments: "none",
    logLevel: "error",
    metafile: true,
  });
  const made = (entry) =>
    Object.keys(metafile.outputs)
      .find((name) => metafile.outputs[name].entryPoint === entry)
      .replace(/^.*\//, "");
  const list = {
    runner: made("workers/native/runner.ts"),
    cellThread: made("workers/native/cellThread.ts"),
    sources: [...Object.keys(metafile.inputs), "bin/run/loadRunner.mjs", "package.json"]
      .filter((name) => !name.startsWith("node_modules/") && !name.includes(":"))
      .map((name) => [name, stampOf(join(root, name))]),
  };
  // Last, and whole: another run may be starting.
  const path = join(folder, listName);
  await writeFile(`${path}.${process.pid}`, JSON.stringify(list));
  await rename(`${path}.${process.pid}`, path);
  return list;
}

/** Tells whether a file was written since; null where it is not there. */
function stampOf(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? `${found.mtimeMs}:${found.size}` : null;
}

const listIn = async (folder) => JSON.parse(await readFile(join(folder, listName), "utf8"));

async function builtBefore(root) {
  try {
    const list = await listIn(folderOf(root));
    return list.sources.every(([name, stamp]) => stampOf(join(root, name)) === stamp) ? list : null;
  } catch {
    return null;
  }
}

/**
 * The runner of workers/native, built when it was not or its sources changed, with what starts threads for cells.
 * `keepCaches` is to be called once it has run.
 */
export async function loadRunner(root = projectRoot) {
  const folder = isInstalled ? join(root, packedFolder) : folderOf(root);
  const list = isInstalled ? await listIn(folder) : ((await builtBefore(root)) ?? (await buildRunner(root)));
  const at = (name) => join(folder, name);
  const startThread = () => new Worker(threadScript, { workerData: at(list.cellThread) });
  return { ...runScript(at(list.runner)), startThread, keepCaches };
}
