import { beforeAll, describe, expect, test } from "vitest";
import { avroFile, containerFile, varint } from "../testing/avroFile.ts";
import { fileLoader, type LoadedFile } from "../testing/loadFile.ts";
import { openWasmDuckDb } from "../testing/wasmDuckDb.ts";
import { readAvro } from "./readAvro.ts";

const signal = new AbortController().signal;
let load: (bytes: Uint8Array) => Promise<LoadedFile>;

beforeAll(async () => {
  const loader = fileLoader(await openWasmDuckDb(), (file, sink) =>
    readAvro(file, sink, () => undefined, signal),
  );
  load = (bytes) => loader(new Blob([new Uint8Array(bytes)]));
});

const record = (fields: unknown[]) => ({ type: "record", name: "r", fields });
const field = (type: unknown, name = "a") => ({ name, type });

describe("a value of each type", () => {
  test.each([
    ["null", "null", [null], "INTEGER", [null]],
    ["boolean", "boolean", [true, false], "BOOLEAN", ["true", "false"]],
    ["int", "int", [-2147483648, 2147483647, 0], "INTEGER", ["-2147483648", "2147483647", "0"]],
    ["long", "long", [-(2 ** 52), 64, 8192], "BIGINT", ["-4503599627370496", "64", "8192"]],
    ["float", "float", [0.5, Number.NaN, Number.POSITIVE_INFINITY], "FLOAT", ["0.5", "nan", "inf"]],
    ["double", "double", [0.1, -0], "DOUBLE", ["0.1", "-0.0"]],
    ["bytes", "bytes", [Buffer.from([0, 65])], "BLOB", ["\\x00A"]],
    ["string", "string", ["", "åß漢🦆", "x".repeat(99)], "VARCHAR", ["", "åß漢🦆", "x".repeat(99)]],
    ["fixed", { type: "fixed", name: "f", size: 3 }, [Buffer.from("abc")], "BLOB", ["abc"]],
    ["enum", { type: "enum", name: "e", symbols: ["UP", "DOWN"] }, ["DOWN", "UP"], "VARCHAR", ["DOWN", "UP"]],
    ["array", { type: "array", items: "int" }, [[1, 2], []], "INTEGER[]", ["[1, 2]", "[]"]],
    ["map", { type: "map", values: "int" }, [{ k: 1 }, {}], "MAP(VARCHAR, INTEGER)", ["{k=1}", "{}"]],
    [
      "record",
      {
        type: "record",
        name: "inner",
        fields: [field("int", "x"), field({ type: "array", items: "string" }, "y")],
      },
      [{ x: 1, y: ["p"] }],
      'STRUCT("x" INTEGER, "y" VARCHAR[])',
      ["{'x': 1, 'y': [p]}"],
    ],
    ["union with null", ["null", "int"], [null, { int: 7 }], "INTEGER", [null, "7"]],
    ["union with null at its end", ["string", "null"], [{ string: "s" }, null], "VARCHAR", ["s", null]],
    [
      "union of several",
      ["null", "int", "string"],
      [{ int: 7 }, { string: "s" }, null],
      'UNION("int" INTEGER, "string" VARCHAR)',
      ["7", "s", null],
    ],
    [
      "array of a union with null",
      { type: "array", items: ["null", "double"] },
      [[null, { double: 1.5 }]],
      "DOUBLE[]",
      ["[NULL, 1.5]"],
    ],
  ])("%s", async (_, type, values, duckType, texts) => {
    const bytes = avroFile(
      JSON.parse(JSON.stringify(record([field(type)]))),
      values.map((a) => ({ a })),
    );
    const { types, rows } = await load(bytes);
    expect(types).toEqual([duckType]);
    expect(rows.flat()).toEqual(texts);
  });

  test("longs of every length", async () => {
    const longs = Array.from({ length: 64 }, (_, bits) => [
      2n ** BigInt(bits) - 1n,
      -(2n ** BigInt(bits)),
    ]).flat();
    const kept = longs.filter((long) => BigInt.asIntN(64, long) === long);
    const { rows } = await load(containerFile('"long"', kept.map(varint)));
    expect(rows.flat()).toEqual(kept.map(String));
  });
});

test("a record within itself is kept as JSON from there on", async () => {
  const tree = {
    type: "record",
    name: "tree",
    fields: [field("long", "value"), field({ type: "array", items: "tree" }, "children")],
  };
  const leaf = { value: 2, children: [] };
  const { types, rows, report } = await load(
    avroFile(JSON.parse(JSON.stringify(tree)), [
      { value: 1, children: [leaf, { value: 3, children: [leaf] }] },
    ]),
  );
  expect(types).toEqual(["BIGINT", "VARCHAR[]"]);
  expect(JSON.parse(rows[0]?.[1]?.replaceAll("'", "").replaceAll('\\"', '"') ?? "")).toEqual([
    leaf,
    { value: 3, children: [leaf] },
  ]);
  expect(report.notes).toEqual(["records within themselves are kept as JSON: children"]);
});

test("a map with a key twice becomes a list of pairs", async () => {
  const pair = (value: number) => Buffer.concat([varint(1), Buffer.from("k"), varint(value)]);
  const bytes = Buffer.concat([varint(2), pair(1), pair(2), varint(0)]);
  const { types, rows, report } = await load(containerFile('{"type":"map","values":"int"}', [bytes]));
  expect(types).toEqual(['STRUCT("key" VARCHAR, "value" INTEGER)[]']);
  expect(rows).toEqual([["[{'key': k, 'value': 1}, {'key': k, 'value': 2}]"]]);
  expect(report.notes).toEqual(["maps with a NULL or repeated key are kept as lists of pairs: value"]);
});
