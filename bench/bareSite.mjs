/** Builds the bare page into a folder of plain files. */
import { copyFile, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compressFiles } from "../bin/build/compressFiles.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Answers the folder to serve; its files are compressed as the app's are. */
export async function bareSite() {
  const folder = join(here, "data/files/bare");
  const duckdb = join(here, "../node_modules/@duckdb/duckdb-wasm/dist");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await build({
    entryPoints: [join(here, "bare/page.mjs"), join(here, "bare/rowsWorker.mjs")],
    outdir: folder,
    bundle: true,
    format: "esm",
    minify: true,
    target: "es2022",
    logLevel: "warning",
  });
  await copyFile(join(here, "bare/page.html"), join(folder, "index.html"));
  for (const file of ["duckdb-eh.wasm", "duckdb-browser-eh.worker.js"]) {
    await copyFile(join(duckdb, file), join(folder, file));
  }
  await compressFiles(folder, join(here, "data/files/compressed"));
  return folder;
}
