import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, rm, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import { eventsSql } from "../../bench/data/generate.mjs";

const folder = fileURLToPath(new URL("../../.eider/soak/", import.meta.url));
const rowsOfBlock = 9_000_000;

/** What a block of each format is written as, and how many bytes of its start are a header. */
const formats = {
  csv: { copy: "(format csv, header)", hasHeader: true },
  ndjson: { copy: "(format json)", hasHeader: false },
};

/**
 * A file of about so many bytes: one block of events, again and again. The caller removes it.
 * @param {keyof typeof formats} format
 * @param {number} bytes
 * @returns {Promise<{ path: string, rows: number, bytes: number } | { skipped: string }>} skipped: why there is none
 */
export async function bigFile(format, bytes) {
  await mkdir(folder, { recursive: true });
  const disk = await statfs(folder);
  const free = disk.bavail * disk.bsize;
  const gb = (amount) => `${(amount / 1e9).toFixed(1)} GB`;
  if (free < bytes * 1.3) {
    return { skipped: `needs ${gb(bytes * 1.3)} of disk, and ${gb(free)} are free` };
  }
  const { copy, hasHeader } = formats[format];
  const block = join(folder, `block.${format}`);
  const path = join(folder, `big.${format}`);
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  try {
    await connection.run(`copy (${eventsSql(rowsOfBlock)}) to '${block.replaceAll("'", "''")}' ${copy}`);
    const header = hasHeader ? await firstLineBytes(block) : 0;
    const { size } = await stat(block);
    const blocks = Math.ceil(bytes / size);
    for (let each = 0; each < blocks; each++) {
      const start = each === 0 ? 0 : header;
      await pipeline(
        createReadStream(block, { start, highWaterMark: 4 << 20 }),
        createWriteStream(path, { flags: each === 0 ? "w" : "a" }),
      );
    }
    return { path, rows: rowsOfBlock * blocks, bytes: (await stat(path)).size };
  } finally {
    connection.closeSync();
    await rm(block, { force: true });
  }
}

async function firstLineBytes(path) {
  for await (const chunk of createReadStream(path, { end: 65_535 })) return chunk.indexOf(10) + 1;
  return 0;
}
