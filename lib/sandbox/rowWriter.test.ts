import { beforeAll, describe, expect, it } from "vitest";
import { openWasmDuckDb, type WasmDuckDb } from "../ingest/testing/wasmDuckDb.ts";
import { DuckTime } from "./duckTime.ts";
import { numbersAsText } from "./numbersAsText.ts";
import type { WriteSink, Written } from "./rowWriter.ts";
import { WasmRelations } from "./testing/wasmRelations.ts";
import { NoRows, writeDefault } from "./writeDefault.ts";

let db: WasmDuckDb;
let tables = 0;
beforeAll(async () => {
  db = await openWasmDuckDb();
});

function sinkOf(relations: WasmRelations): WriteSink {
  return {
    write: (ipc) => relations.write(ipc),
    widen: (column, to, how) => relations.widen(column, to, how === "cast" ? null : numbersAsText(column)),
    addColumn: (column, to) => relations.addColumn(column, to),
    reject: (rows) => relations.reject(rows),
  };
}

interface Result extends ReturnType<WasmRelations["written"]> {
  report: Written;
  relations: WasmRelations;
}

async function write(exported: unknown): Promise<Result> {
  const relations = new WasmRelations(db, `made_${++tables}`);
  const report = await writeDefault(exported, sinkOf(relations), () => undefined);
  return { ...relations.written(), report, relations };
}

/** Many rows like the first, then the rest: the first batch is written before the rest is seen. */
function* late(first: unknown, ...rest: unknown[]): Generator<unknown> {
  for (let i = 0; i < 50_000; i++) yield first;
  yield* rest;
}

describe("types of a written relation", () => {
  const cases: [what: string, values: unknown[], type: string, texts: (string | null)[]][] = [
    ["small whole numbers", [1, -2147483648, null], "INTEGER", ["1", "-2147483648", null]],
    ["large whole numbers", [1, 9007199254740991], "BIGINT", ["1", "9007199254740991"]],
    ["fractions", [1, 0.1], "DOUBLE", ["1.0", "0.1"]],
    ["what is beyond safe integers", [1e20, Number.NaN, -Infinity], "DOUBLE", ["1e+20", "nan", "-inf"]],
    ["bigints", [1n, -9223372036854775808n], "BIGINT", ["1", "-9223372036854775808"]],
    ["bigints beside whole numbers", [1n, 2], "BIGINT", ["1", "2"]],
    [
      "wide bigints",
      [170141183460469231731687303715884105727n, 1],
      "HUGEINT",
      ["170141183460469231731687303715884105727", "1"],
    ],
    ["text", ["", "漢\0字", undefined], "VARCHAR", ["", "漢\0字", null]],
    ["booleans", [true, false, null], "BOOLEAN", ["true", "false", null]],
    ["dates", [new Date(1), null], "TIMESTAMP", ["1970-01-01 00:00:00.001", null]],
    ["bytes", [new Uint8Array([0, 97])], "BLOB", ["\\x00a"]],
    ["lists", [[1, 2.5], [], null], "DOUBLE[]", ["[1.0, 2.5]", "[]", null]],
    ["typed arrays and sets", [new Int16Array([1, 2]), new Set([3])], "INTEGER[]", ["[1, 2]", "[3]"]],
    ["lists of nothing", [[null], []], "VARCHAR[]", ["[NULL]", "[]"]],
    ["maps", [new Map([["a", 1]]), new Map()], "MAP(VARCHAR, INTEGER)", ["{a=1}", "{}"]],
    ["nothing", [null, undefined], "VARCHAR", [null, null]],
    ["numbers and text", [1, "a", true], "VARCHAR", ["1", "a", "true"]],
    ["numbers and lists", [1, [{ a: 1n }]], "VARCHAR", ["1", '[{"a":1}]']],
    ["fractions and bigints", [0.5, 9007199254740993n], "VARCHAR", ["0.5", "9007199254740993"]],
  ];
  for (const [what, values, type, texts] of cases) {
    it(what, async () => {
      const result = await write(values.map((v) => ({ v })));
      expect(result.types).toEqual({ v: type });
      expect(result.rows).toEqual(texts.map((text) => [text]));
    });
  }

  it("keeps every kind of time to its last digit", async () => {
    const times = [
      new DuckTime("DATE", 2147483647n),
      new DuckTime("TIME", 86_399_999_999n),
      new DuckTime("TIMESTAMP", -9223372036854775807n),
      new DuckTime("TIMESTAMP_S", 1n),
      new DuckTime("TIMESTAMP_MS", 1n),
      new DuckTime("TIMESTAMP_NS", 1_769_862_896_789_012_345n),
      new DuckTime("TIMESTAMP WITH TIME ZONE", 1n),
    ];
    const result = await write([Object.fromEntries(times.map((time, i) => [`c${i}`, time]))]);
    expect(Object.values(result.types)).toEqual(times.map(({ type }) => type));
    expect(result.rows).toEqual([times.map(String)]);
  });

  it("nests: structs with missing fields, lists of structs, wide bigints within", async () => {
    const result = await write([{ s: { a: 1, l: [{ b: "x" }] } }, { s: { c: 2n ** 100n } }, { s: null }]);
    expect(result.types).toEqual({ s: "STRUCT(a INTEGER, l STRUCT(b VARCHAR)[], c HUGEINT)" });
    expect(result.rows.map(([s]) => s)).toEqual([
      "{'a': 1, 'l': [{'b': x}], 'c': NULL}",
      `{'a': NULL, 'l': NULL, 'c': ${2n ** 100n}}`,
      null,
    ]);
  });

  it("keeps objects whose keys cannot be fields as JSON", async () => {
    const many = Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`k${i}`, i]));
    const result = await write([{ e: {}, m: many, c: { a: 1, A: 2 } }]);
    expect(result.types).toEqual({ e: "VARCHAR", m: "VARCHAR", c: "VARCHAR" });
    expect(result.rows[0]?.[0]).toBe("{}");
    expect(JSON.parse(result.rows[0]?.[1] ?? "")).toEqual(many);
    expect(result.rows[0]?.[2]).toBe('{"a":1,"A":2}');
  });

  it("says so when values of different kinds meet", async () => {
    const { report } = await write([{ v: 1 }, { v: "a" }]);
    expect(report.notices).toEqual(['Column "v" has numbers and text: kept as text.']);
  });
});

describe("columns of a written relation", () => {
  it("are all keys of all rows, NULL where a row has none", async () => {
    const result = await write([{ a: 1 }, { b: "x", a: 2 }, {}]);
    expect(result.types).toEqual({ a: "INTEGER", b: "VARCHAR" });
    expect(result.rows).toEqual([
      ["1", null],
      ["2", "x"],
      [null, null],
    ]);
  });

  it("get names that DuckDB tells apart, with a notice", async () => {
    const result = await write([{ a: 1, A: 2, "": 3 }]);
    expect(result.types).toEqual({ a: "INTEGER", A_2: "INTEGER", column: "INTEGER" });
    expect(result.report.notices).toHaveLength(2);
  });

  it("keep a key called __proto__", async () => {
    const result = await write([JSON.parse('{"__proto__": 1, "b": 2}')]);
    expect(result.types).toEqual({ ["__proto__"]: "INTEGER", b: "INTEGER" });
  });
});

describe("what can be exported", () => {
  it("scalars become a column called value", async () => {
    expect((await write([1, 2])).types).toEqual({ value: "INTEGER" });
    expect((await write(42)).rows).toEqual([["42"]]);
    expect((await write("text")).rows).toEqual([["text"]]);
    expect((await write([[1], [2, 3]])).rows).toEqual([["[1]"], ["[2, 3]"]]);
  });

  it("one object is one row, a Map is its entries, iterables are their items", async () => {
    expect((await write({ a: 1 })).rows).toEqual([["1"]]);
    expect((await write(new Map([["x", 1]]))).types).toEqual({ key: "VARCHAR", value: "INTEGER" });
    expect((await write(new Set([1, 2]))).rows).toEqual([["1"], ["2"]]);
    expect((await write(new Float64Array([0.5]))).rows).toEqual([["0.5"]]);
    expect((await write(Promise.resolve([{ a: 1 }]))).rows).toEqual([["1"]]);
  });

  it("async iterables give rows, or batches of rows", async () => {
    async function* batches() {
      yield [{ a: 1 }, { a: 2 }];
      yield { a: 3 };
    }
    expect((await write(batches())).rows).toEqual([["1"], ["2"], ["3"]]);
  });

  it("instances of classes are rows of their own properties", async () => {
    class Point {
      constructor(
        readonly x: number,
        readonly at: URL,
      ) {}
    }
    expect((await write([new Point(1, new URL("https://a.example/"))])).rows).toEqual([
      ["1", "https://a.example/"],
    ]);
  });

  it("no rows at all make an empty relation, with a notice", async () => {
    const { rows, report } = await write([]);
    expect(rows).toEqual([]);
    expect(report.notices).toHaveLength(1);
  });

  it("functions and nothing are refused", async () => {
    for (const nothing of [undefined, null, () => 1, Symbol("x")]) {
      await expect(write(nothing)).rejects.toThrow(NoRows);
    }
  });
});

describe("rows that cannot be kept", () => {
  it("are rejected with their number and the reason, and have no say in the types", async () => {
    const rows = [
      { a: 1 },
      { a: () => 1, b: "only here" },
      undefined,
      5,
      { a: Promise.resolve(1) },
      { a: 2 },
      { a: new Date(Number.NaN) },
    ];
    const { types, rows: kept, relations, report } = await write(rows);
    expect(types).toEqual({ a: "INTEGER" });
    expect(kept).toEqual([["1"], ["2"]]);
    expect(report).toMatchObject({ rows: 2, rejected: 5 });
    expect(relations.rejects.map(({ row }) => row).sort()).toEqual([2, 3, 4, 5, 7]);
    expect(relations.rejects.find(({ row }) => row === 3)?.error).toContain("undefined");
  });
});

describe("batches that disagree", () => {
  it("widen INTEGER to DOUBLE, keeping what was written, with a notice", async () => {
    const { types, rows, report } = await write(late({ n: 1 }, { n: 0.5 }));
    expect(types).toEqual({ n: "DOUBLE" });
    expect(rows).toHaveLength(50_001);
    expect(rows.at(-1)).toEqual(["0.5"]);
    expect(report.notices).toEqual(['Column "n" was INTEGER and is DOUBLE since row 50,001.']);
  });

  it("widen DOUBLE to text as JavaScript prints numbers", async () => {
    const { types, rows } = await write(late({ n: 1.5 }, { n: 2 }, { n: "x" }));
    expect(types).toEqual({ n: "VARCHAR" });
    expect([rows[0], rows.at(-2), rows.at(-1)]).toEqual([["1.5"], ["2"], ["x"]]);
  });

  it("widen structs by new fields and fill what was NULL, without a word about NULL", async () => {
    const { types, rows, report } = await write(
      late({ s: { a: 1 }, z: null }, { s: { a: 2, b: "x" }, z: true }),
    );
    expect(types).toEqual({ s: "STRUCT(a INTEGER, b VARCHAR)", z: "BOOLEAN" });
    expect(rows[0]).toEqual(["{'a': 1, 'b': NULL}", null]);
    expect(rows.at(-1)).toEqual(["{'a': 2, 'b': x}", "true"]);
    expect(report.notices.every((notice) => notice.startsWith('Column "s"'))).toBe(true);
  });

  it("add columns that come late, and grow BIGINT to HUGEINT", async () => {
    const { types, rows } = await write(late({ a: 1n }, { a: 2n ** 80n, b: 1 }));
    expect(types).toEqual({ a: "HUGEINT", b: "INTEGER" });
    expect(rows[0]).toEqual(["1", null]);
    expect(rows.at(-1)).toEqual([String(2n ** 80n), "1"]);
  });

  it("come in few large writes", async () => {
    const { relations, rows } = await write(Array.from({ length: 120_000 }, (_, i) => ({ i })));
    expect(rows).toHaveLength(120_000);
    expect(rows.at(-1)).toEqual(["119999"]);
    expect(relations.writes).toBeLessThanOrEqual(3);
  });
});
