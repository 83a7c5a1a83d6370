import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sampleHere } from "../../../suites/sampleHere.ts";
import { textProjection } from "../../table/textProjection.ts";
import { collectingSink } from "../testing/collectingSink.ts";
import { type NativeDuckDb, openNativeDuckDb } from "../testing/nativeDuckDb.ts";
import { openWasmDuckDb, type WasmDuckDb } from "../testing/wasmDuckDb.ts";
import { IngestError } from "../types.ts";
import { readParquet } from "./readParquet.ts";

const wasmBytes = readFileSync(
  createRequire(import.meta.url).resolve("parquet-wasm/esm/parquet_wasm_bg.wasm"),
);
const data = join(process.cwd(), "../shared/data");
const folder = mkdtempSync(join(tmpdir(), "parquet-"));
let wasm: WasmDuckDb;
let native: NativeDuckDb;
let tables = 0;

beforeAll(async () => {
  [wasm, native] = await Promise.all([openWasmDuckDb(), openNativeDuckDb()]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function load(bytes: Uint8Array, reader: "fast" | "plain" = "fast") {
  const sink = collectingSink();
  const report = await readParquet(
    new Blob([new Uint8Array(bytes)]),
    sink,
    { wasm: reader === "fast" ? wasmBytes : null },
    () => undefined,
    new AbortController().signal,
  );
  const table = `p${++tables}`;
  wasm.insert(table, sink.ipcs);
  const types = wasm.texts(`SELECT column_name, column_type FROM (DESCRIBE ${table})`);
  expect(types.map(([name, type]) => `${name} ${type?.replaceAll('"', "")}`)).toEqual(
    report.columns.map(({ name, type }) => `${name} ${type.replaceAll('"', "")}`),
  );
  const rows = wasm.texts(`SELECT ${textProjection(report.columns).join(", ")} FROM ${table} LIMIT 3000`);
  expect(report.loaded).toBe(report.rows);
  expect(wasm.texts(`SELECT count(*)::VARCHAR FROM ${table}`)[0]?.[0]).toBe(String(report.rows));
  return { types: report.columns.map(({ type }) => type), rows, notes: report.notes, report };
}

async function written(sql: string, options = ""): Promise<Uint8Array> {
  const path = join(folder, `${++tables}.parquet`);
  await native.run(`COPY (${sql}) TO '${path}' (FORMAT parquet${options})`);
  return readFileSync(path);
}

describe.each(["fast", "plain"] as const)("a Parquet file that DuckDB wrote, by the %s reader", (reader) => {
  test.each([
    [
      "integers of every width",
      "SELECT 255::UTINYINT a, '-128'::TINYINT b, 65535::USMALLINT c, 4294967295::UINTEGER d, 18446744073709551615::UBIGINT e, 9223372036854775807 f",
    ],
    [
      "decimals",
      "SELECT 1.5::DECIMAL(4,1) a, -1.50::DECIMAL(9,2) b, 1.5::DECIMAL(18,3) c, '-12345678901234567890123456.0123456789'::DECIMAL(38,10) d",
    ],
    [
      "text, bytes and UUIDs",
      "SELECT 'a' || chr(0) a, '\\xAA\\x00'::BLOB b, uuid '00000000-0000-0000-0000-000000000001' c, 'x'::ENUM('x', 'y') d",
    ],
    ["floats", "SELECT 'nan'::FLOAT a, '-inf'::DOUBLE b, NULL::DOUBLE c"],
    [
      "dates and times",
      "SELECT DATE '0001-01-01' a, TIME '12:00:00.123456' b, 'infinity'::TIMESTAMP c, '2026-01-01 00:00:00.123'::TIMESTAMP_MS d, '2026-01-01 00:00:00.123456789'::TIMESTAMP_NS e",
    ],
    ["intervals", "SELECT INTERVAL '13 months 2 days 3.5 seconds' a UNION ALL SELECT NULL"],
    [
      "nested values",
      "SELECT [{'a': 1.50::DECIMAL(10,2), 'b': [uuid '00000000-0000-0000-0000-000000000001']}, NULL] a, MAP {'k': [1, NULL], 'l': NULL} b UNION ALL SELECT NULL, NULL",
    ],
    [
      "intervals in nested values",
      "SELECT [{'i': INTERVAL '1 day', 'm': MAP {2: 'b', 1: 'a'}, 'd': 1.25::DECIMAL(20,2), 'u': uuid '00000000-0000-0000-0000-000000000001'}] a",
    ],
    ["many row groups", "SELECT i, 'row ' || i AS t FROM range(300000) r(i)"],
    ["no rows", "SELECT 1 a, [{'b': 'x'}] c WHERE false"],
  ])("%s", async (_, sql) => {
    const bytes = await written(sql, ", ROW_GROUP_SIZE 50000");
    const oracle = await native.read(`SELECT * FROM (${sql}) LIMIT 3000`);
    const { rows } = await load(bytes, reader);
    expect(rows).toEqual(oracle.rows);
  });

  test("times with a zone become UTC TIMESTAMP, also when nested, and the notes say so", async () => {
    const { types, rows, notes } = await load(
      await written(
        "SELECT TIMESTAMPTZ '2026-01-01 00:00:00+02' t, [{'u': TIMESTAMPTZ '2026-01-01 00:00:00+02'}] n",
      ),
    );
    expect(types).toEqual(["TIMESTAMP", 'STRUCT("u" TIMESTAMP)[]']);
    expect(rows).toEqual([["2025-12-31 22:00:00", "[{'u': '2025-12-31 22:00:00'}]"]]);
    expect(notes).toEqual(["times adjusted to UTC are kept as UTC TIMESTAMP: t, n"]);
  });
});

test("a Parquet file inside gzip is read", async () => {
  const { rows } = await load(gzipSync(await written("SELECT i, 'row ' || i AS t FROM range(3) r(i)")));
  expect(rows).toEqual([0, 1, 2].map((row) => [String(row), `row ${row}`]));
});

describe("a file that cannot be read", () => {
  test.each([
    [
      "cut short",
      async () => (await written("SELECT i FROM range(1000) r(i)")).subarray(0, 500),
      /cut short: it ends after 500 bytes/,
    ],
    ["of other bytes", async () => new TextEncoder().encode("hello, this is not it"), /not Parquet/],
    [
      "with a broken footer",
      async () => {
        const bytes = new Uint8Array(await written("SELECT i FROM range(1000) r(i)"));
        bytes.fill(255, bytes.length - 60, bytes.length - 8);
        return bytes;
      },
      /damaged/,
    ],
    [
      "with broken pages",
      async () => {
        const bytes = new Uint8Array(await written("SELECT hash(i) h FROM range(10000) r(i)"));
        bytes.fill(255, 4, 3000);
        return bytes;
      },
      /damaged/,
    ],
  ])("%s has a clear error", async (_, make, message) => {
    const problem = await load(await make()).catch((thrown: unknown) => thrown);
    expect(problem).toBeInstanceOf(IngestError);
    expect(String(problem)).toMatch(message);
  });
});

function* parquetFiles(path: string): Generator<string> {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) yield* parquetFiles(child);
    else if (entry.name.endsWith(".parquet") && statSync(child).size < 5_000_000) yield child;
  }
}

// Native's own types differ in name only: an enum's or JSON's text is text, and times are kept as they are.
describe.skipIf(!existsSync(data))("Parquet files of many writers (needs ../shared/data)", () => {
  const files = existsSync(data)
    ? sampleHere(["parquet", "events", "sql"].flatMap((part) => [...parquetFiles(join(data, part))]))
    : [];
  describe.each(["fast", "plain"] as const)("by the %s reader", (reader) => {
    test.each(files.map((file) => [file.slice(data.length + 1), file]))(
      "%s reads as native DuckDB reads it, or says why not",
      async (_, file) => {
        const got = await load(readFileSync(file), reader).catch((thrown: unknown) => {
          expect(thrown).toBeInstanceOf(IngestError);
          return null;
        });
        const oracle = await native
          .read(`SELECT * FROM read_parquet('${file}') LIMIT 3000`)
          .catch(() => null);
        if (!got || !oracle) return;
        // Where native says TIMESTAMP WITH TIME ZONE, ours is the same time in UTC.
        const inUtc = (text: string | null) => text?.replace(/(\d\d:\d\d:\d\d(\.\d+)?)\+00/g, "$1") ?? null;
        expect(got.rows).toEqual(oracle.rows.map((row) => row.map(inUtc)));
        expect(got.report.columns.map(({ name }) => name)).toEqual(oracle.columns.map(({ name }) => name));
      },
    );
  });
});

describe("the bytes of a file", () => {
  test("that are in memory are not read again, and give the rows that native DuckDB reads", async () => {
    const sql = "SELECT i, 'text ' || i AS t, [i, NULL] AS l FROM range(5000) r(i)";
    const bytes = await written(sql, ", ROW_GROUP_SIZE 2048");
    const given = new Blob([]);
    const sink = collectingSink();
    const report = await readParquet(
      given,
      sink,
      { wasm: wasmBytes, whole: new Uint8Array(bytes) },
      () => undefined,
      new AbortController().signal,
    );
    const table = `p${++tables}`;
    wasm.insert(table, sink.ipcs);
    expect(report.loaded).toBe(5000);
    const summary = "SELECT sum(i)::VARCHAR, md5(string_agg(t || l::VARCHAR, ',' ORDER BY i)) FROM";
    expect(wasm.texts(`${summary} ${table}`)).toEqual((await native.read(`${summary} (${sql})`)).rows);
  });

  test("are read by one read for each row group, in their order", async () => {
    const bytes = await written(
      "SELECT i AS a, i * 2 AS b, i::VARCHAR AS c FROM range(6000) r(i)",
      ", ROW_GROUP_SIZE 2048",
    );
    const file = new Blob([new Uint8Array(bytes)]);
    const reads: number[] = [];
    const slice = file.slice.bind(file);
    file.slice = (from = 0, to = file.size) => {
      // The footer is behind all row groups.
      if (to - from > 1000) reads.push(from);
      return slice(from, to);
    };
    const sink = collectingSink();
    const options = { wasm: wasmBytes };
    await readParquet(file, sink, options, () => undefined, new AbortController().signal);
    expect(reads.length).toBe(3);
    expect(reads).toEqual(reads.toSorted((a, b) => a - b));
  });
});
