import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jsonLoader, type LoadedJson, type LoadJson } from "../testing/loadJson.ts";
import { type NativeDuckDb, openNativeDuckDb } from "../testing/nativeDuckDb.ts";
import { openWasmDuckDb } from "../testing/wasmDuckDb.ts";
import { IngestError } from "../types.ts";

let load: LoadJson;
let native: NativeDuckDb;
const folder = mkdtempSync(join(tmpdir(), "json-"));

beforeAll(async () => {
  native = await openNativeDuckDb();
  load = jsonLoader(await openWasmDuckDb());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("against JSON.parse and native DuckDB", () => {
  const key = fc.constantFrom("a", "b", "key with space", "ä", 'q"uote');
  const leaf = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 8 }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  );
  const anyValue = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      leaf,
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(key, tie("value"), { maxKeys: 3 }),
    ),
  })).value;

  test("records read alike whatever their layout and however they are chunked", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.dictionary(key, anyValue, { minKeys: 1 }), { minLength: 2, maxLength: 6 }),
        fc.integer({ min: 1, max: 50 }),
        async (records, size) => {
          const lines = await load(records.map((record) => JSON.stringify(record)).join("\n"));
          const array = await load(JSON.stringify(records), size);
          expect([array.types, array.rows]).toEqual([lines.types, lines.rows]);
          expect(array.report.rejects).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });

  test("typed columns hold what native DuckDB reads", async () => {
    const record = fc.record(
      {
        i: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
        d: fc.double({ noNaN: true, noDefaultInfinity: true }),
        s: fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\0")),
        l: fc.array(fc.option(fc.integer())),
        o: fc.record({ x: fc.option(fc.boolean()), y: fc.array(fc.record({ z: fc.integer() })) }),
      },
      { requiredKeys: [] },
    );
    const json = (value: unknown): string =>
      JSON.stringify(value, (_, item) => (typeof item === "bigint" ? `#${item}#` : item)).replace(
        /"#(-?\d+)#"/g,
        "$1",
      );
    const full = '{"i":1,"d":0.5,"s":"text","l":[1],"o":{"x":true,"y":[{"z":1}]}}';
    const types =
      "{i: 'BIGINT', d: 'DOUBLE', s: 'VARCHAR', l: 'BIGINT[]', o: 'STRUCT(x BOOLEAN, y STRUCT(z BIGINT)[])'}";
    const path = join(folder, "typed.json");
    await fc.assert(
      fc.asyncProperty(fc.array(record, { maxLength: 20 }), async (records) => {
        const text = [full, ...records.map(json)].join("\n");
        writeFileSync(path, text);
        const oracle = await native.read(
          `SELECT * FROM read_json('${path}', columns=${types}, format='newline_delimited')`,
        );
        expect((await load(text)).rows).toEqual(oracle.rows);
      }),
      { numRuns: 100 },
    );
  });

  test("decimals become the nearest DOUBLE", async () => {
    const digits = fc
      .array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 22 })
      .map((list) => list.join(""));
    const number = fc
      .tuple(fc.boolean(), digits, digits, fc.option(fc.integer({ min: -330, max: 300 })))
      .map(
        ([minus, whole, rest, exponent]) =>
          `${minus ? "-" : ""}${whole.replace(/^0+(?=\d)/, "")}.${rest}${exponent === null ? "" : `e${exponent}`}`,
      )
      .filter((text) => Number.isFinite(Number(text)));
    await fc.assert(
      fc.asyncProperty(fc.array(number, { minLength: 1, maxLength: 200 }), async (numbers) => {
        const { rows } = await load(`${numbers.map((text) => `{"d":${text}}`).join("\n")}\n`);
        expect(rows.map(([text]) => Number(text?.replace("inf", "Infinity")))).toEqual(numbers.map(Number));
      }),
      { numRuns: 60 },
    );
  });
});

const data = join(process.cwd(), "../shared/data");

describe.skipIf(!existsSync(data))("files of others (needs ../shared/data)", () => {
  const suite = join(data, "json/JSONTestSuite/test_parsing");
  const files = existsSync(suite) ? readdirSync(suite) : [];
  test.each(files)("JSONTestSuite %s", async (name) => {
    const bytes = readFileSync(join(suite, name));
    let loaded: LoadedJson | null = null;
    let problem: unknown = null;
    try {
      loaded = await load(new Uint8Array(bytes));
    } catch (thrown) {
      problem = thrown;
    }
    if (problem !== null) expect(problem).toBeInstanceOf(IngestError);
    if (name.startsWith("y_")) expect(loaded?.report.rejects).toEqual([]);
    if (name.startsWith("n_")) expect(loaded?.rows.length && loaded.report.rejects.length === 0).toBeFalsy();
  });

  test.each([
    "events/github/2021-07-21-few-hours.json",
    "events/github/github_events.json",
    "events/amazon-cellphones/amazon_cellphones.ndjson",
    "events/ecommerce-orders/ecommerce.json.gz",
    "events/zeek/dns.json.gz",
    "json/dlt/mlb_players.jsonl",
    "json/simdjson/instruments.json",
    "json/simdjson/twitter.json.gz",
  ])("%s has as many rows as native DuckDB reads", async (file) => {
    const path = join(data, file);
    const bytes = readFileSync(path);
    const { report } = await load(new Uint8Array(file.endsWith(".gz") ? gunzipSync(bytes) : bytes));
    const { rows } = await native.read(
      `SELECT count(*) FROM read_json_objects('${path}', maximum_object_size=100000000)`,
    );
    expect([String(report.rows), report.rejects]).toEqual([rows[0]?.[0], []]);
  });

  test("CloudTrail's records are rows", async () => {
    const folder = join(data, "events/cloudtrail");
    const file = readdirSync(folder).find((name) => name.endsWith(".json.gz")) ?? "";
    const text = gunzipSync(readFileSync(join(folder, file))).toString();
    const { report, types } = await load(text);
    expect(report.rows).toBe(JSON.parse(text).Records.length);
    expect(types).toContain("eventTime TIMESTAMP");
    expect(report.notes[0]).toBe("rows are the elements under Records");
  });
});
