import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { slimSchema } from "./slimSchema.mjs";

async function versionOf(root, name) {
  const manifest = JSON.parse(await readFile(join(root, "node_modules", name, "package.json"), "utf8"));
  return manifest.version;
}

/**
 * Copies what is fetched at run time (DuckDB, the Parquet reader, the words of Vega-Lite, the samples) to public/, under the versions installed.
 * Never imported as modules: Turbopack hangs on a .wasm of this size.
 * @param {string} root the project's root
 */
export async function copyAssets(root) {
  const publicFolder = join(root, "public");

  const duckdb = join(root, "node_modules/@duckdb/duckdb-wasm/dist");
  const duckdbTarget = join(publicFolder, "duckdb", await versionOf(root, "@duckdb/duckdb-wasm"));
  await rm(join(publicFolder, "duckdb"), { recursive: true, force: true });
  await mkdir(duckdbTarget, { recursive: true });
  await cp(join(duckdb, "duckdb-eh.wasm"), join(duckdbTarget, "duckdb-eh.wasm"));
  const worker = await readFile(join(duckdb, "duckdb-browser-eh.worker.js"), "utf8");
  // The map is not shipped, and a debugger would ask for it.
  const plainWorker = worker.replace(/^\/\/# sourceMappingURL=.*$/gm, "");
  await writeFile(join(duckdbTarget, "duckdb-browser-eh.worker.js"), plainWorker);

  const parquetTarget = join(publicFolder, "parquet", await versionOf(root, "parquet-wasm"));
  await rm(join(publicFolder, "parquet"), { recursive: true, force: true });
  await mkdir(parquetTarget, { recursive: true });
  const parquet = join(root, "node_modules/parquet-wasm/esm/parquet_wasm_bg.wasm");
  await cp(parquet, join(parquetTarget, "parquet_wasm_bg.wasm"));

  const vegaLiteTarget = join(publicFolder, "vega-lite", await versionOf(root, "vega-lite"));
  await rm(join(publicFolder, "vega-lite"), { recursive: true, force: true });
  await mkdir(vegaLiteTarget, { recursive: true });
  const schema = await readFile(join(root, "node_modules/vega-lite/build/vega-lite-schema.json"), "utf8");
  await writeFile(join(vegaLiteTarget, "schema.json"), JSON.stringify(slimSchema(JSON.parse(schema))));

  const samples = join(publicFolder, "samples");
  await rm(samples, { recursive: true, force: true });
  await mkdir(samples, { recursive: true });
  await cp(join(root, "samples"), samples, { recursive: true }).catch((error) => {
    if (error.code !== "ENOENT") throw error;
  });
}
