import { beforeAll, describe, expect, test } from "vitest";
import { jsonLoader, type LoadJson } from "../testing/loadJson.ts";
import { openWasmDuckDb } from "../testing/wasmDuckDb.ts";
import { IngestError } from "../types.ts";

let load: LoadJson;
beforeAll(async () => {
  load = jsonLoader(await openWasmDuckDb());
});

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

  test("with keys that first come far into the text", async () => {
    const many = '{"a":1,"b":"x"}\n'.repeat(350_000);
    const { rows, report } = await load(`${many}{"a":2,"late":"y"}\n{"a":3}\n`);
    expect(report).toMatchObject({ rows: 350_002, loaded: 350_002, rejects: [] });
    expect(rows.at(-2)).toEqual(["2", null, "y"]);
  });

  test("as none", async () => {
    expect(await load("[]")).toMatchObject({ types: ["json VARCHAR"], rows: [] });
    expect(await load(" \n \n")).toMatchObject({ rows: [] });
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
