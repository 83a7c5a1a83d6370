import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { textProjection } from "../../table/textProjection.ts";
import { collectingSink } from "../testing/collectingSink.ts";
import { type NativeDuckDb, openNativeDuckDb } from "../testing/nativeDuckDb.ts";
import { openWasmDuckDb, type WasmDuckDb } from "../testing/wasmDuckDb.ts";
import { IngestError, type ReadReport } from "../types.ts";
import { readJson } from "./readJson.ts";

let wasm: WasmDuckDb;
let native: NativeDuckDb;
let tables = 0;
const folder = mkdtempSync(join(tmpdir(), "json-"));

beforeAll(async () => {
  [wasm, native] = await Promise.all([openWasmDuckDb(), openNativeDuckDb()]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function chunked(bytes: Uint8Array, size: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
    },
  });
}

interface Loaded {
  types: string[];
  rows: (string | null)[][];
  report: ReadReport;
  restarts: number;
}

async function load(input: string | Uint8Array, chunkBytes = 1 << 20): Promise<Loaded> {
  const bytes = typeof input === "string" ? new TextEncoder().encode(input) : input;
  const sink = collectingSink();
  const report = await readJson({
    open: () => chunked(bytes, chunkBytes),
    sink,
    onProgress: () => undefined,
    signal: new AbortController().signal,
  });
  const table = `j${++tables}`;
  wasm.insert(table, sink.ipcs);
  const unquoted = (text: string | null) => text?.replaceAll('"', "");
  const described = wasm.texts(`SELECT column_name, column_type FROM (DESCRIBE ${table})`);
  expect(described.map(([name, type]) => `${name} ${unquoted(type ?? "")}`)).toEqual(
    report.columns.map(({ name, type }) => `${name} ${unquoted(type)}`),
  );
  const rows = wasm.texts(`SELECT ${textProjection(report.columns).join(", ")} FROM ${table}`);
  wasm.run(`DROP TABLE ${table}`);
  expect(report.loaded).toBe(rows.length);
  expect(report.rows).toBe(report.loaded + report.rejects.length);
  return {
    types: report.columns.map(({ name, type }) => `${name} ${type}`),
    rows,
    report,
    restarts: sink.restarts,
  };
}

const twoRows = {
  types: ["a BIGINT", "b VARCHAR"],
  rows: [
    ["1", "x"],
    ["2", "y"],
  ],
};

describe("records are found", () => {
  test.each([
    ["a line each", '{"a":1,"b":"x"}\n{"a":2,"b":"y"}\n'],
    ["a line each, with blank ones and CRLF", '\n{"a":1,"b":"x"}\r\n  \n{"a":2,"b":"y"}'],
    ["in an array", '[{"a":1,"b":"x"},{"a":2,"b":"y"}]'],
    ["in an array on many lines", '[\n  {\n    "a": 1,\n    "b": "x"\n  },\n  {"a": 2, "b": "y"}\n]\n'],
    ["under the only key", '{"Records":[{"a":1,"b":"x"},{"a":2,"b":"y"}]}'],
    ["under the only key, on many lines", '{\n "Records": [\n {"a":1,"b":"x"},\n {"a":2,"b":"y"}\n ]\n}\n'],
    ["one after the other", '{"a":1,"b":"x"} {"a":2,"b":"y"}'],
    ["one after the other on many lines", '{\n"a":1,\n"b":"x"\n}\n{\n"a":2,\n"b":"y"}'],
    ["behind a mark of UTF-8", '\ufeff[{"a":1,"b":"x"},{"a":2,"b":"y"}]'],
  ])("%s", async (_, text) => {
    for (const chunkBytes of [1, 7, 1 << 20]) {
      const { types, rows, report } = await load(text, chunkBytes);
      expect({ types, rows }).toEqual(twoRows);
      expect(report.rejects).toEqual([]);
    }
  });

  test("in UTF-16", async () => {
    const text = '[{"a":1,"b":"x"},{"a":2,"b":"y"}]';
    const { types, rows, report } = await load(Buffer.from(`\ufeff${text}`, "utf16le"), 5);
    expect({ types, rows }).toEqual(twoRows);
    expect(report.encoding).toBe("utf-16le");
  });

  test("as one object, where its array has company", async () => {
    const { types } = await load('{"Records":[{"a":1},{"a":2}],"next":"t"}');
    expect(types).toEqual(['Records STRUCT("a" BIGINT)[]', "next VARCHAR"]);
    const spread = await load('{\n"Records":[\n{"a":1},\n{"a":2}\n],\n"next":"t"}', 3);
    expect(spread.rows).toEqual([["[{'a': 1}, {'a': 2}]", "t"]]);
  });

  test("as plain values, which become the column json", async () => {
    expect(await load("1\n2\n")).toMatchObject({ types: ["json BIGINT"], rows: [["1"], ["2"]] });
    expect(await load("[1,2]\n[3]\n")).toMatchObject({
      types: ["json BIGINT[]"],
      rows: [["[1, 2]"], ["[3]"]],
    });
    expect(await load('"x"')).toMatchObject({ types: ["json VARCHAR"], rows: [["x"]] });
    expect(await load('{"a":1}\n[1]\n')).toMatchObject({
      types: ["json VARCHAR"],
      rows: [['{"a":1}'], ["[1]"]],
    });
  });

  test("as none", async () => {
    expect(await load("[]")).toMatchObject({ types: ["json VARCHAR"], rows: [] });
    expect(await load(" \n \n")).toMatchObject({ rows: [] });
  });
});

describe("types", () => {
  test.each([
    ["integers", "1", "-9223372036854775808", ["BIGINT", "1", "-9223372036854775808"]],
    [
      "integers past 32 bits",
      "-4294967297",
      "9007199254740993",
      ["BIGINT", "-4294967297", "9007199254740993"],
    ],
    ["integers past 64 bits", "1", "12345678901234567890", ["HUGEINT", "1", "12345678901234567890"]],
    [
      "negative integers past 64 bits",
      "-1",
      "-99999999999999999999999999999999999999",
      ["HUGEINT", "-1", "-99999999999999999999999999999999999999"],
    ],
    [
      "integers past 128 bits",
      "1",
      "1234567890123456789012345678901234567890123",
      ["VARCHAR", "1", "1234567890123456789012345678901234567890123"],
    ],
    ["floats", "1", "1.5", ["DOUBLE", "1.0", "1.5"]],
    ["floats of any form", "-0.0", "1.25e-7", ["DOUBLE", "-0.0", "1.25e-07"]],
    [
      "floats beside integers that a DOUBLE bends",
      "9007199254740993",
      "1.5",
      ["VARCHAR", "9007199254740993", "1.5"],
    ],
    ["booleans", "true", "false", ["BOOLEAN", "true", "false"]],
    ["dates", '"2020-02-29"', '"0001-01-01"', ["DATE", "2020-02-29", "0001-01-01"]],
    ["what is nearly a date", '"2020-02-29"', '"2021-02-29"', ["VARCHAR", "2020-02-29", "2021-02-29"]],
    [
      "times",
      '"2020-01-01T10:00:00"',
      '"9999-12-31 23:59:59.999999"',
      ["TIMESTAMP", "2020-01-01 10:00:00", "9999-12-31 23:59:59.999999"],
    ],
    [
      "times with a zone, in UTC",
      '"2020-01-01T00:30:00+02:00"',
      '"2020-01-01T10:00:00.5Z"',
      ["TIMESTAMP", "2019-12-31 22:30:00", "2020-01-01 10:00:00.5"],
    ],
    [
      "times to the nanosecond",
      '"2020-01-01T10:00:00.123456789Z"',
      '"1969-12-31T23:59:59.999999999Z"',
      ["TIMESTAMP_NS", "2020-01-01 10:00:00.123456789", "1969-12-31 23:59:59.999999999"],
    ],
    [
      "times with and without a zone",
      '"2020-01-01T10:00:00"',
      '"2020-01-01T10:00:00Z"',
      ["VARCHAR", "2020-01-01T10:00:00", "2020-01-01T10:00:00Z"],
    ],
    ["nothing but null", "null", "null", ["VARCHAR", null, null]],
    ["empty lists", "[]", "[]", ["VARCHAR[]", "[]", "[]"]],
    ["lists", "[1, null, 3]", "[]", ["BIGINT[]", "[1, NULL, 3]", "[]"]],
    ["lists of lists", "[[1.5], null, []]", "null", ["DOUBLE[][]", "[[1.5], NULL, []]", null]],
    ["objects", '{"b": {"c": 1}}', "null", ['STRUCT("b" STRUCT("c" BIGINT))', "{'b': {'c': 1}}", null]],
    [
      "objects with other keys",
      '{"b": 1}',
      '{"c": "x"}',
      ['STRUCT("b" BIGINT, "c" VARCHAR)', "{'b': 1, 'c': NULL}", "{'b': NULL, 'c': x}"],
    ],
    ["empty objects", "{}", "{}", ["VARCHAR", "{}", "{}"]],
    ["objects beside text", '{"b": 1}', '"x"', ["VARCHAR", '{"b": 1}', '"x"']],
    ["text beside numbers", "1", '"1"', ["VARCHAR", "1", '"1"']],
    ["escapes", '"\\u00e4\\n\\"\\\\\\/\\ud83e\\udd86"', '"\\u0000."', ["VARCHAR", 'ä\n"\\/🦆', "\0."]],
  ] as const)("%s", async (_, first, second, [type, ...values]) => {
    const { types, rows, restarts } = await load(`{"a":${first}}\n{"a":${second}}\n`);
    expect(types).toEqual([`a ${type}`]);
    expect(rows).toEqual(values.map((value) => [value]));
    expect(restarts).toBe(0);
  });

  test("notes tell what was kept otherwise than it stands", async () => {
    const { report } = await load(
      '{"t":"2020-01-01T00:00:00Z","m":1,"n":{"o":{}}}\n{"t":null,"m":"x","n":{"o":{}}}\n',
    );
    expect(report.notes).toEqual([
      "times with Z or an offset are kept as UTC TIMESTAMP: t",
      "values of different kinds are kept as JSON text: m",
      "empty objects are kept as JSON text: n.o",
    ]);
  });

  test("keys that differ in case only get names of their own", async () => {
    expect(await load('{"a":1,"A":2,"":3}')).toMatchObject({
      types: ["a BIGINT", "A_1 BIGINT", "unnamed BIGINT"],
      rows: [["1", "2", "3"]],
    });
  });

  test("a key that comes twice keeps its last value, and is told", async () => {
    const { rows, report } = await load('{"a":[1,2],"a":[3],"b":{"x":1},"b":{}}\n{"a":null,"b":null}\n');
    expect(rows).toEqual([
      ["[3]", "{'x': NULL}"],
      [null, null],
    ]);
    expect(report.notes).toEqual(["keys that an object has twice, of which the last value is kept: 2"]);
  });

  test("objects whose keys are data stay JSON text", async () => {
    const lines = Array.from({ length: 500 }, (_, i) => `{"id":${i},"by":{"user${i}":1,"user${i + 1}":2}}`);
    const { types, rows, report } = await load(lines.join("\n"));
    expect(types).toEqual(["id BIGINT", "by VARCHAR"]);
    expect(rows[7]).toEqual(["7", '{"user7":1,"user8":2}']);
    expect(report.notes[0]).toMatch(/ever new keys \(501 so far\)/);
  });

  test("five hundred columns are columns", async () => {
    const row = JSON.stringify(Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`c${i}`, i])));
    expect((await load(`${row}\n${row}\n`)).types).toHaveLength(500);
  });

  test("what comes behind the sample widens the columns, with one restart", async () => {
    const plain = Array.from({ length: 120_000 }, (_, i) => `{"id":${i},"text":"${"x".repeat(40)}"}`);
    const { types, rows, restarts } = await load(
      [...plain, '{"id":1.5,"late":[1]}', '{"late":["x"]}'].join("\n"),
      1 << 18,
    );
    expect(types).toEqual(["id DOUBLE", "text VARCHAR", "late VARCHAR[]"]);
    expect(rows.slice(-2)).toEqual([
      ["1.5", null, "[1]"],
      [null, null, "['\"x\"']"],
    ]);
    expect(restarts).toBe(1);
  });
});

describe("what is not JSON", () => {
  test("is rejected line by line, and the rest loads", async () => {
    const { rows, report } = await load(
      '{"a":1}\n{"a":tru}\n\n{"a":2\n{"a":3}\nnot this\n{"a":"\u0001"}\n{"a":4} 5\n',
    );
    expect(rows).toEqual([["1"], ["3"]]);
    expect(report.rejects).toEqual([
      { line: 2, byte: 13, column: null, raw: '{"a":tru}', reason: "a value is expected" },
      { line: 4, byte: 25, column: null, raw: '{"a":2', reason: ", or } is missing" },
      { line: 6, byte: 34, column: null, raw: "not this", reason: "a value is expected" },
      {
        line: 7,
        byte: 49,
        column: null,
        raw: '{"a":"\u0001"}',
        reason: "a control character stands in a string",
      },
      { line: 8, byte: 61, column: null, raw: '{"a":4} 5', reason: "there is more text after the value" },
    ]);
  });

  test("is rejected element by element, and the rest loads", async () => {
    const { rows, report } = await load('[\n{"a":1},\n{"a":01},\n{"a":3}\n]');
    expect(rows).toEqual([["1"], ["3"]]);
    expect(report.rejects).toMatchObject([{ line: 3, reason: "a number begins with 0" }]);
  });

  test("loads up to where an array was cut off, and says where", async () => {
    for (const chunkBytes of [2, 1 << 20]) {
      const { rows, report } = await load('[{"a":1},\n{"a":2},\n{"a":', chunkBytes);
      expect(rows).toEqual([["1"], ["2"]]);
      expect(report.rejects).toEqual([
        {
          line: 3,
          byte: 19,
          column: null,
          raw: '{"a":',
          reason: "the text ends in the middle of this value",
        },
      ]);
    }
    expect((await load('[{"a":1},{"a":2}')).report.rejects).toMatchObject([
      { reason: "the text ends before the array is closed with ]" },
    ]);
  });

  test("a rejected row leaves nothing behind in its neighbours", async () => {
    const { rows } = await load(
      '{"a":1,"b":["x"],"c":{"d":"q"}}\n{"a":2,"b":["y","z"],"c":{"d":"r"},}\n{"a":3}\n',
    );
    expect(rows).toEqual([
      ["1", "[x]", "{'d': q}"],
      ["3", null, null],
    ]);
  });

  test("bytes that are not UTF-8 are a reject", async () => {
    const { rows, report } = await load(
      Uint8Array.from([...Buffer.from('{"a":"x"}\n{"a":"'), 0xff, ...Buffer.from('"}\n')]),
    );
    expect([rows, report.rejects[0]?.reason]).toEqual([[["x"]], "the text is not UTF-8"]);
  });

  test("is refused where nothing is JSON", async () => {
    await expect(load("<html>\n<body>\n")).rejects.toThrow(IngestError);
    await expect(load("<html>\n<body>\n")).rejects.toThrow(
      /not JSON: a value is expected \(line 1, byte 0\)/,
    );
  });

  test("may be nested too deep for anyone", async () => {
    await expect(load("[".repeat(100_000))).rejects.toThrow(IngestError);
    await expect(load(`${'{"a":'.repeat(2000)}1${"}".repeat(2000)}`)).rejects.toThrow(
      /nested more than 500 deep/,
    );
  });
});

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
    const outcome = await load(new Uint8Array(bytes)).catch((problem: unknown) => problem);
    const isClean = !(outcome instanceof Error) && (outcome as Loaded).report.rejects.length === 0;
    if (name.startsWith("y_")) expect(outcome).toMatchObject({ report: { rejects: [] } });
    else if (name.startsWith("n_")) expect(isClean && (outcome as Loaded).rows.length > 0).toBe(false);
    if (outcome instanceof Error) expect(outcome).toBeInstanceOf(IngestError);
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
