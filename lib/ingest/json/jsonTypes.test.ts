import { beforeAll, describe, expect, test } from "vitest";
import { jsonLoader, type LoadJson } from "../testing/loadJson.ts";
import { openWasmDuckDb } from "../testing/wasmDuckDb.ts";

let load: LoadJson;
beforeAll(async () => {
  load = jsonLoader(await openWasmDuckDb());
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
    const plain = Array.from({ length: 130_000 }, (_, i) => `{"id":${i},"text":"${"x".repeat(60)}"}`);
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

  test("a number behind the sample that a DOUBLE cannot hold keeps its digits", async () => {
    const plain = Array.from({ length: 10_000 }, (_, i) => `{"d":${i}.5,"text":"${"x".repeat(500)}"}`);
    for (const [number, type] of [
      ["9007199254740993", "VARCHAR"],
      ["1e400", "VARCHAR"],
      ["9007199254740992", "DOUBLE"],
    ]) {
      const { types, rows } = await load([...plain, `{"d":${number}}`].join("\n"), 1 << 18);
      expect(types[0]).toBe(`d ${type}`);
      expect(rows.at(-1)?.[0]).toBe(type === "DOUBLE" ? "9007199254740992.0" : number);
    }
  });
});
