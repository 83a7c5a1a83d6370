import { join } from "node:path";
import { build } from "esbuild";

/**
 * Bundles workers/sw/ into one plain script, sw.js: a worker of root scope must stand at the root, and Turbopack
 * would put it elsewhere.
 * @param {string} root the project's root
 * @param {string} outFolder
 */
export async function buildServiceWorker(root, outFolder) {
  await build({
    absWorkingDir: root,
    entryPoints: [join(root, "workers/sw/main.ts")],
    outfile: join(outFolder, "sw.js"),
    bundle: true,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
  });
}
