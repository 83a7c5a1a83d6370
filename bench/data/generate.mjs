/** Makes the files that the bench reads, with native DuckDB and a fixed seed, each only where it is missing. */
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, stat, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";

const folder = fileURLToPath(new URL("files/", import.meta.url));
const rowsOfEvents = 3_000_000;
const rowsOfBig = 24_200_000;
export const rowsOfJapanese = 1_500_000;
export const rowsOfWide = 980_000;
export const rowsOfParts = 1_000_000;
const partCount = 500;

/** Shop events that are the same on every machine: each value comes from a hash of its row's number. */
export function eventsSql(rows) {
  const pick = (salt, count) => `(hash(i, ${salt}) % ${count})::integer`;
  return `
    select
      i + 1000000000 as event_id,
      timestamp '2026-01-01' + to_milliseconds((i * 863 + hash(i, 1) % 800)::bigint) as ts,
      ['view', 'view', 'view', 'cart', 'cart', 'purchase', 'refund'][${pick(2, 7)} + 1] as kind,
      ${pick(3, 250_000)} + 1 as user_id,
      'vendor_' || lpad((${pick(4, 400)})::varchar, 3, '0') as vendor_name,
      'p' || ${pick(5, 20_000)} || '/' || ['small', 'medium', 'large'][${pick(6, 3)} + 1] as product,
      ((hash(i, 7) % 5000000) / 100)::decimal(10, 2) as amount,
      left(md5((i // 7)::varchar), 14) as session_key
    from range(${rows}) t(i)`;
}

/** Orders with text of two bytes a character in Shift_JIS and three in UTF-8. */
function japaneseSql(rows) {
  const words =
    "['東京都千代田区', '大阪市北区', 'さくら商店', '株式会社テスト', '醤油ラーメン', '抹茶アイス', '領収書', '新規注文']";
  return `
    select i + 1 as id, ${words}[(hash(i, 1) % 8)::integer + 1] as place, ${words}[(hash(i, 2) % 8)::integer + 1] as item,
      (hash(i, 3) % 10000)::integer as amount, date '2026-01-01' + (hash(i, 4) % 365)::integer as day
    from range(${rows}) t(i)`;
}

/** Measurements of 40 columns whose digits no codec makes much shorter. */
function wideSql(rows) {
  const measures = Array.from(
    { length: 38 },
    (_, at) => `(hash(i, ${at}) % 1000000007)::double / 977 as m${at}`,
  );
  return `select i as id, timestamp '2026-01-01' + to_seconds(i) as ts, ${measures.join(", ")} from range(${rows}) t(i)`;
}

const files = {
  csv: { name: "events.csv", rows: rowsOfEvents, copy: "(format csv, header)", bytes: 300e6 },
  parquet: {
    name: "events.parquet",
    rows: rowsOfEvents,
    copy: "(format parquet, compression zstd)",
    bytes: 80e6,
  },
  ndjson: { name: "events.ndjson", rows: rowsOfEvents, copy: "(format json)", bytes: 600e6 },
  csvGzip: {
    name: "events.csv.gz",
    rows: rowsOfEvents,
    copy: "(format csv, header, compression gzip)",
    bytes: 90e6,
  },
  japanese: {
    name: "japanese.csv",
    rows: rowsOfJapanese,
    sql: japaneseSql,
    copy: "(format csv, header)",
    bytes: 150e6,
  },
  wide: {
    name: "wide.parquet",
    rows: rowsOfWide,
    sql: wideSql,
    copy: "(format parquet, compression zstd)",
    bytes: 250e6,
  },
  big: { name: "big.csv", rows: rowsOfBig, copy: "(format csv, header)", bytes: 2.5e9 },
};

/**
 * The path of a data file, which is made first where it is missing.
 * @param {keyof typeof files | "shiftJis"} kind
 */
export async function dataFile(kind) {
  if (kind === "shiftJis") return shiftJisFile();
  const { name, rows, copy, bytes, sql = eventsSql } = files[kind];
  const path = join(folder, name);
  if (existsSync(path)) return path;
  await mkdir(folder, { recursive: true });
  await needSpace(bytes, name);
  console.log(`Making ${name} (${rows.toLocaleString("en-US")} rows) …`);
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  // Written beside and then renamed: a run that is broken off must not leave half a file.
  const part = `${path}.part`;
  try {
    await connection.run(`copy (${sql(rows)}) to '${part.replaceAll("'", "''")}' ${copy}`);
    await rename(part, path);
  } finally {
    connection.closeSync();
    await rm(part, { force: true });
  }
  const made = await stat(path);
  console.log(`${name}: ${Math.round(made.size / 1e6)} MB`);
  return path;
}

/** A folder of 500 Parquet files of 2,000 events each. */
export async function parquetFolder() {
  const path = join(folder, "events-by-part");
  if (existsSync(path)) return path;
  const part = `${path}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { recursive: true });
  await needSpace(60e6, "events-by-part");
  console.log("Making 500 small Parquet files …");
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  await connection.run(`create table events as ${eventsSql(rowsOfParts)}`);
  const rowsOfPart = rowsOfParts / partCount;
  for (let at = 0; at < partCount; at++) {
    const file = join(part, `part-${String(at).padStart(3, "0")}.parquet`);
    const rows = `select * from events limit ${rowsOfPart} offset ${at * rowsOfPart}`;
    await connection.run(
      `copy (${rows}) to '${file.replaceAll("'", "''")}' (format parquet, compression zstd)`,
    );
  }
  connection.closeSync();
  await rename(part, path);
  return path;
}

/** The Japanese rows in Shift_JIS. */
async function shiftJisFile() {
  const path = join(folder, "shift_jis.csv");
  if (existsSync(path)) return path;
  const text = await readFile(await dataFile("japanese"), "utf8");
  const codes = new Map();
  const decoder = new TextDecoder("shift_jis");
  for (let lead = 0x81; lead < 0xfd; lead++) {
    for (let trail = 0x40; trail < 0xfd; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (character.length === 1 && character !== "\ufffd" && !codes.has(character))
        codes.set(character, [lead, trail]);
    }
  }
  const out = Buffer.alloc(text.length * 2);
  let at = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const [lead, trail] = code < 0x80 ? [code] : (codes.get(text[index]) ?? [0x3f]);
    out[at++] = lead;
    if (trail !== undefined) out[at++] = trail;
  }
  await writeFile(path, out.subarray(0, at));
  return path;
}

async function needSpace(bytes, name) {
  const disk = await statfs(folder);
  const free = disk.bavail * disk.bsize;
  if (free < bytes * 1.2) {
    const gb = (amount) => `${(amount / 1e9).toFixed(1)} GB`;
    throw new Error(
      `${name} needs ${gb(bytes * 1.2)} of disk, and ${gb(free)} are free. Make room, or leave its rows out with --only.`,
    );
  }
}
