import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import type { WrittenFile } from "../../lib/batch/batchEvents.ts";
import { digestDifferences } from "../../lib/batch/relationDigest.ts";
import type { Column } from "../../lib/engine/protocol.ts";
import { exportProjection } from "../../lib/export/exportProjection.ts";
import { narrowIntegersSql } from "../../lib/export/wideIntegers.ts";
import { quoteIdentifier, quoteLiteral } from "../../lib/sql/quote.ts";
import { decodeTextPage } from "../../lib/table/textPage.ts";
import { describedColumns } from "../engine/describedColumns.ts";
import { digestOf } from "../engine/digestOf.ts";
import type { DuckHost } from "../engine/duckHost.ts";

const prefix = `.eider-run-${hostname().replace(/[^\w-]/g, "_")}-`;

/** A folder in the folder for outputs, where files are made before they get their names. */
export function stagingFolder(out: string): string {
  return join(out, `${prefix}${process.pid}`);
}

/** Makes the folder for outputs, and removes what runs on this machine that were killed have left in it. */
export async function prepareOut(out: string): Promise<void> {
  await mkdir(stagingFolder(out), { recursive: true });
  for (const name of await readdir(out)) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : Number.NaN;
    if (Number.isInteger(pid) && !isAlive(pid)) await rm(join(out, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return thrown instanceof Error && "code" in thrown && thrown.code === "EPERM";
  }
}

/** Columns of a SELECT, by DuckDB's own word. */
async function columnsOf(host: DuckHost, connection: number, sql: string): Promise<Column[]> {
  return describedColumns(await host.table(connection, `describe ${sql}`));
}

/**
 * Writes a relation as Parquet into the staging folder, reads it back and compares all of its values.
 * Throws where it cannot be written, or what is read is not what was written.
 */
export async function writeRelation(
  host: DuckHost,
  staging: string,
  relation: string,
  file: string,
  signal: AbortSignal,
): Promise<WrittenFile> {
  const connection = await host.connect();
  try {
    const from = `select * from ${quoteIdentifier(relation)}`;
    const columns = await columnsOf(host, connection, from);
    const wide = new Set<string>();
    const narrow = narrowIntegersSql(from, columns);
    if (narrow !== null) {
      const fits = decodeTextPage(await host.bytes(connection, narrow, { signal }));
      fits.columns.forEach((name, at) => {
        if (fits.cell(0, at) !== "true") wide.add(name);
      });
    }
    const { select, notes } = exportProjection("parquet", columns, wide);
    const query = `select ${select.join(", ")} from ${quoteIdentifier(relation)}`;
    const path = join(staging, file);
    const how = "(format parquet, compression zstd)";
    await host.execute(connection, `copy (${query}) to ${quoteLiteral(path)} ${how}`, { signal });
    const written = await columnsOf(host, connection, query);
    const readable = `read_parquet(${quoteLiteral(path)})`;
    const read = await columnsOf(host, connection, `select * from ${readable}`);
    const found = await digestOf(host, readable, read, signal);
    const differences = digestDifferences(await digestOf(host, `(${query})`, written, signal), found);
    if (differences.length > 0)
      throw new Error(`${file} was read back and is not what was written. ${differences.join(" ")}`);
    const { size } = await stat(path);
    return {
      relation,
      file,
      rows: found.rows,
      bytes: size,
      sha256: await sha256Of(path),
      columns: read,
      notes,
    };
  } finally {
    if (!host.isDead) await host.disconnect(connection);
  }
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest("hex");
}

/**
 * Gives the files in the staging folder their names, the manifest last. An older manifest goes first: one that is there
 * speaks of the very files beside it.
 */
export async function publish(
  out: string,
  staging: string,
  files: readonly WrittenFile[],
  manifest: string,
): Promise<void> {
  const manifestPath = join(staging, "manifest.json");
  await writeFile(manifestPath, manifest);
  for (const name of [...files.map(({ file }) => file), "manifest.json"]) {
    const handle = await open(join(staging, name), "r+");
    await handle.sync();
    await handle.close();
  }
  await rm(join(out, "manifest.json"), { force: true });
  for (const { file } of files) {
    await mkdir(dirname(join(out, file)), { recursive: true });
    await rename(join(staging, file), join(out, file));
  }
  await rename(manifestPath, join(out, "manifest.json"));
}

/** A relation's name as a file's, unlike those that are taken. */
export function fileNameOf(relation: string, taken: ReadonlySet<string>): string {
  const stem = relation.replace(/[^\p{L}\p{N}._-]/gu, "_").replace(/^\.+/, "_");
  for (let at = 1; ; at++) {
    const name = at === 1 ? `${stem}.parquet` : `${stem}_${at}.parquet`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}
