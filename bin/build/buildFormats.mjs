import { join } from "node:path";
import { build } from "esbuild";

/**
 * Bundles the worker that reads and writes notebooks of other formats, with all that it needs. Not left to Turbopack:
 * it shares most of its modules with the page, whose first scripts would be cut into more and larger ones for that.
 * @param {string} root the project's root
 * @param {string} outFolder
 */
export async function buildFormats(root, outFolder) {
  await build({
    absWorkingDir: root,
    entryPoints: [join(root, "workers/formats.worker.ts")],
    outfile: join(outFolder, "formats/convert.js"),
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
  });
}
