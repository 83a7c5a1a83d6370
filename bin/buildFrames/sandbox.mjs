import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { scriptHashes } from "../build/scriptHashes.mjs";

const workers = new URL("../../workers/", import.meta.url);

async function bundle(entry, define = {}) {
  const result = await build({
    entryPoints: [fileURLToPath(new URL(entry, workers))],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    platform: "browser",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    define,
    logLevel: "warning",
  });
  return result.outputFiles[0].text;
}

/**
 * Builds /sandbox/: one page with one inline script, which carries the cell worker's script in itself.
 * @param {string} outFolder the site's folder
 * @returns {Promise<{ path: string, hashes: string[] }>} the page's file and the CSP source of its script
 */
export async function buildSandbox(outFolder) {
  const worker = await bundle("cell.worker.ts");
  const script = await bundle("sandbox/bootstrap.ts", {
    CELL_WORKER_BASE64: JSON.stringify(Buffer.from(worker, "utf8").toString("base64")),
  });
  if (/<\/script|<!--/i.test(script))
    throw new Error("The sandbox's script would end its own script element.");
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Eider sandbox</title></head><body><script>${script}</script></body></html>\n`;
  const folder = join(outFolder, "sandbox");
  await mkdir(folder, { recursive: true });
  const path = join(folder, "index.html");
  await writeFile(path, html);
  return { path, hashes: scriptHashes(html) };
}
