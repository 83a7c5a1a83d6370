import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { listFiles } from "./listFiles.mjs";

const compressible = new Set([
  ".css",
  ".csv",
  ".html",
  ".js",
  ".json",
  ".ndjson",
  ".svg",
  ".tsv",
  ".txt",
  ".wasm",
]);
const smallestBytes = 1024;
const largeBytes = 1024 * 1024;

/** What is built to be tested alone needs no best compression. */
const isQuick = Boolean(process.env.CI);

const formats = [
  { end: ".gz", compress: (bytes) => promisify(gzip)(bytes, { level: 9 }) },
  {
    end: ".br",
    compress: (bytes) =>
      promisify(brotliCompress)(bytes, {
        params: {
          // The best level takes a minute and a half over DuckDB's 34 MB for 3 % less.
          [constants.BROTLI_PARAM_QUALITY]: isQuick ? 5 : bytes.byteLength > largeBytes ? 9 : 11,
          [constants.BROTLI_PARAM_LGWIN]: 24,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength,
        },
      }),
  },
];

async function exists(path) {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/**
 * Writes file.gz and file.br beside every file that gains by it.
 * @param {string} folder
 * @param {string} cacheFolder compressed files by the hash of what they hold, so that a rebuild is quick
 */
export async function compressFiles(folder, cacheFolder) {
  await mkdir(cacheFolder, { recursive: true });
  const files = (await listFiles(folder)).filter((file) => compressible.has(extname(file)));
  const queue = [...files];
  const work = async () => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      const bytes = await readFile(join(folder, file));
      if (bytes.byteLength < smallestBytes) continue;
      const key = createHash("sha256").update(bytes).digest("hex").slice(0, 40);
      for (const { end, compress } of formats) {
        const cached = join(cacheFolder, (isQuick ? "quick-" : "") + key + end);
        if (!(await exists(cached))) await writeFile(cached, await compress(bytes));
        const { size } = await stat(cached);
        if (size < bytes.byteLength * 0.95) await copyFile(cached, join(folder, file + end));
      }
    }
  };
  await Promise.all([work(), work()]);
}
