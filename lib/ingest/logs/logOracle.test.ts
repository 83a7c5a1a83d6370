import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import { constants, gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { sampleHere } from "../../../suites/sampleHere.ts";
import { readJsonFile } from "../json/readJsonFile.ts";
import { collectingSink } from "../testing/collectingSink.ts";
import { type LoadLog, logLoader } from "../testing/loadLog.ts";
import { type NativeDuckDb, openNativeDuckDb } from "../testing/nativeDuckDb.ts";
import { openWasmDuckDb, type WasmDuckDb } from "../testing/wasmDuckDb.ts";
import { detectLog } from "./detectLog.ts";
import { readLog } from "./readLog.ts";

const data = join(process.cwd(), "../shared/data");
const events = join(data, "events");

describe.skipIf(!existsSync(data))("logs of others (needs ../shared/data)", () => {
  let wasm: WasmDuckDb;
  let native: NativeDuckDb;
  let load: LoadLog;

  beforeAll(async () => {
    wasm = await openWasmDuckDb();
    native = await openNativeDuckDb();
    load = logLoader(wasm);
  });

  const expectedOf = (name: string) => JSON.parse(readFileSync(join(events, "expected.json"), "utf8"))[name];

  test("a web server's log loads as counted, all but the line that is cut", async () => {
    const file = "weblog/apache_access_10k.log";
    const expected = expectedOf(file);
    const { report } = await load(new Uint8Array(readFileSync(join(events, file))), {}, 1 << 16, "weblog");
    expect(report.rows).toBe(expected.lines);
    expect(report.loaded).toBe(expected.lines_matching_combined_format);
    expect(report.rejects.map(({ line }) => line)).toEqual(expected.non_matching_line_numbers);
    const pairs = (sql: string) => wasm.texts(sql).map(([key, count]) => [key, Number(count)]);
    const counts = (column: string, limit = 99) =>
      pairs(
        `SELECT ${column}::VARCHAR, count(*)::VARCHAR FROM weblog GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ${limit}`,
      );
    expect(counts("status").sort()).toEqual(expected.status.sort());
    expect(counts("method")).toEqual(expected.methods);
    expect(counts("remote_host", 5)).toEqual(expected.top_ip);
    expect(counts("path", 5)).toEqual(expected.top_paths);
    expect(pairs("SELECT 'sum', sum(bytes)::VARCHAR FROM weblog")).toEqual([["sum", expected.bytes_sum]]);
    expect(pairs("SELECT 'n', count(*)::VARCHAR FROM weblog WHERE bytes IS NULL")).toEqual([
      ["n", expected.rows_bytes_dash],
    ]);
    expect(pairs("SELECT 'n', count(DISTINCT remote_host)::VARCHAR FROM weblog")).toEqual([
      ["n", expected.distinct_ip],
    ]);
    expect(counts("strftime(time, '%d/%b/%Y')", 5)).toEqual(expected.by_day);
  });

  test("each value is what native DuckDB extracts from the same lines", async () => {
    const path = join(events, "weblog/apache_access_10k.log");
    const { rows } = await load(new Uint8Array(readFileSync(path)), { preset: "combined" });
    const quoted = '"((?:[^"\\\\]|\\\\.)*)"';
    const pattern = `^(\\S+) (\\S+) (\\S+) \\[([^\\]]+)\\] ${quoted} (\\d+) (\\S+) ${quoted} ${quoted}$`;
    const names = ["host", "ident", "usr", "t", "request", "status", "bytes", "referer", "agent"];
    const unquoted = (name: string) => `replace(replace(nullif(m.${name}, '-'), '\\"', '"'), '\\\\', '\\')`;
    const oracle = await native.read(`
      SELECT m.host, nullif(m.ident, '-'), nullif(m.usr, '-'),
        strptime(m.t, '%d/%b/%Y:%H:%M:%S %z')::TIMESTAMP,
        regexp_extract(m.request, '^(\\S+) (.*) (\\S+)$', 1), regexp_extract(m.request, '^(\\S+) (.*) (\\S+)$', 2),
        regexp_extract(m.request, '^(\\S+) (.*) (\\S+)$', 3), m.status::BIGINT, nullif(m.bytes, '-')::BIGINT,
        ${unquoted("referer")}, ${unquoted("agent")}
      FROM (SELECT regexp_extract(line, '${pattern}', ${JSON.stringify(names).replaceAll('"', "'")}) AS m
        FROM read_csv('${path}', columns={'line': 'VARCHAR'}, delim='\\0', quote='', escape='', header=false)
        WHERE regexp_matches(line, '${pattern}'))`);
    expect(oracle.rows).toHaveLength(9999);
    expect(rows).toEqual(oracle.rows);
  });

  test.each(["dns", "rdp"])("Zeek's %s log holds the same records as its NDJSON", async (name) => {
    const expected = expectedOf(`zeek/${name}`);
    const file = (suffix: string) => new Blob([readFileSync(join(events, `zeek/${name}.${suffix}.gz`))]);
    const [logs, json] = [collectingSink(), collectingSink()];
    const signal = new AbortController().signal;
    const report = await readLog(file("log"), logs, {}, () => undefined, signal);
    await readJsonFile(file("json"), { compression: "gzip" }, json, () => undefined, signal);
    expect([report.rows, report.loaded, report.rejects]).toEqual([expected.tsv_rows, expected.tsv_rows, []]);
    expect(report.columns.map((column) => column.name)).toEqual(expected.fields);
    wasm.insert(`${name}_log`, logs.ipcs);
    wasm.insert(`${name}_json`, json.ipcs);
    const inJson = new Set(
      wasm.texts(`SELECT column_name FROM (DESCRIBE ${name}_json)`).map(([column]) => column),
    );
    // The TSV has six digits behind the point; the NDJSON has all of a double's.
    const projection = report.columns.map((column) => {
      const quoted = `"${column.name}"`;
      if (!inJson.has(column.name)) return "NULL";
      if (column.type === "DOUBLE") return `round(${quoted}, 6)`;
      return column.type === "DOUBLE[]" ? `list_transform(${quoted}, lambda x: round(x, 6))` : quoted;
    });
    const difference = (from: string, to: string) =>
      wasm.texts(
        `SELECT count(*)::VARCHAR FROM (SELECT ${projection} FROM ${from} EXCEPT ALL SELECT ${projection} FROM ${to})`,
      );
    expect(difference(`${name}_log`, `${name}_json`)).toEqual([["0"]]);
    expect(difference(`${name}_json`, `${name}_log`)).toEqual([["0"]]);
    // Where a column is in one form only, it holds nothing.
    for (const { name: column } of report.columns.filter((one) => !inJson.has(one.name))) {
      expect(wasm.texts(`SELECT count("${column}")::VARCHAR FROM ${name}_log`)).toEqual([["0"]]);
    }
  });

  test("AWS's samples load whole", async () => {
    const alb = await load(new Uint8Array(readFileSync(join(events, "aws-log-formats/alb_access.log"))), {});
    expect(alb.report.rejects).toEqual([]);
    expect(alb.records).toMatchObject([
      {
        client_ip: "192.168.131.39",
        client_port: "2817",
        time: "2018-07-02 22:23:00.186641",
        redirect_url: null,
      },
      {
        client_ip: "fe80::202:b3ff:fe1e:8329",
        client_port: "443",
        target_ip: "2001:db8::1",
        target_port: "80",
      },
    ]);
    const flow = await load(new Uint8Array(readFileSync(join(events, "aws-log-formats/vpc_flow.log"))), {});
    expect(flow.rows.map((row) => [row.length, row[3], row[10]])).toEqual([
      [14, "172.31.16.139", "2014-12-14 04:06:50"],
      [14, "172.31.9.69", "2014-12-14 04:06:50"],
    ]);
  });

  test("no file that is not a log is taken for one", () => {
    const logs = /(weblog|aws-log-formats|zeek)\/.*\.log(\.gz)?$/;
    const taken: string[] = [];
    for (const file of sampleHere(readdirSync(data, { recursive: true, withFileTypes: true }))) {
      const path = join(file.parentPath, file.name);
      if (!file.isFile() || logs.test(path)) continue;
      const bytes = headOf(path);
      const isGzipped = path.endsWith(".gz") && bytes[0] === 0x1f && bytes[1] === 0x8b;
      const text = new TextDecoder().decode((isGzipped ? startOfGzip(bytes) : bytes).subarray(0, headBytes));
      if (detectLog(text)) taken.push(path);
    }
    expect(taken).toEqual([]);
  });
});

/** What a log is told by. */
const headBytes = 1 << 16;

function headOf(path: string): Buffer {
  const file = openSync(path, "r");
  const head = Buffer.alloc(headBytes);
  const length = readSync(file, head);
  closeSync(file);
  return head.subarray(0, length);
}

/** What the first bytes of a gzip file hold. */
function startOfGzip(bytes: Buffer): Buffer {
  return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
}
