import { DuckDBInstance } from "@duckdb/node-api";
import { beforeAll, describe, expect, it } from "vitest";
import { DuckTime } from "../sandbox/duckTime.ts";
import { packValue } from "../sandbox/packValue.ts";
import { bindParams } from "../sql/bindParams.ts";
import { bindExported } from "./bindExported.ts";
import { boundValue } from "./boundValue.ts";

let read: (sql: string) => Promise<unknown[]>;

beforeAll(async () => {
  const connection = await (await DuckDBInstance.create()).connect();
  read = async (sql) => (await connection.runAndReadAll(sql)).getRowsJson()[0] ?? [];
});

/** The type and text that DuckDB gives a value exported by a cell. */
async function inDuckDb(value: unknown): Promise<unknown[]> {
  const bound = bindExported(
    "select typeof({{v}}), ({{v}})::VARCHAR",
    new Map([["v", packValue(value).packed]]),
  );
  if (!bound.ok) throw new Error(bound.error.message);
  const text = bindParams(bound.value.sql, bound.value.params);
  if (!text.ok) throw new Error(text.error.message);
  return read(text.value.sql);
}

describe("values of TypeScript cells in SQL", () => {
  it("times keep their type and every digit", async () => {
    const times: [DuckTime, string][] = [
      [new DuckTime("DATE", -719_163n), "0001-12-31 (BC)"],
      [new DuckTime("TIME", 86_399_999_999n), "23:59:59.999999"],
      [new DuckTime("TIMESTAMP", 1_700_000_000_123_456n), "2023-11-14 22:13:20.123456"],
      [new DuckTime("TIMESTAMP_S", 5n), "1970-01-01 00:00:05"],
      [new DuckTime("TIMESTAMP_MS", -1n), "1969-12-31 23:59:59.999"],
      [new DuckTime("TIMESTAMP_NS", 1_700_000_000_123_456_789n), "2023-11-14 22:13:20.123456789"],
      [new DuckTime("TIMESTAMP", 2n ** 63n - 1n), "infinity"],
    ];
    for (const [time, expected] of times) {
      expect(await inDuckDb(time)).toEqual([time.type, expected]);
    }
  });

  it("a time with zone is the same instant", async () => {
    const time = new DuckTime("TIMESTAMP WITH TIME ZONE", 1_700_000_000_123_456n);
    const bound = boundValue(packValue(time).packed);
    expect(bound).toEqual({
      ok: true,
      value: "2023-11-14 22:13:20.123456+00",
      type: "TIMESTAMP WITH TIME ZONE",
    });
    expect(
      await read("select epoch_us(CAST('2023-11-14 22:13:20.123456+00' AS TIMESTAMPTZ))::VARCHAR"),
    ).toEqual(["1700000000123456"]);
  });

  it("lists of times are typed lists, with NULL and empty lists among them", async () => {
    const day = new DuckTime("DATE", 1n);
    expect(await inDuckDb([day, null])).toEqual(["DATE[]", "[1970-01-02, NULL]"]);
    expect(await inDuckDb([[day], []])).toEqual(["DATE[][]", "[[1970-01-02], []]"]);
  });

  it("plain values, sets and typed arrays are what they are", async () => {
    expect(await inDuckDb(2n ** 70n)).toEqual(["HUGEINT", "1180591620717411303424"]);
    expect(await inDuckDb("it's")).toEqual(["VARCHAR", "it's"]);
    expect(await inDuckDb(undefined)).toEqual(['"NULL"', null]);
    expect(await inDuckDb(new Set(["a", "b"]))).toEqual(["VARCHAR[]", "[a, b]"]);
    expect(await inDuckDb(new Float64Array([1.5, 2]))).toEqual(["DOUBLE[]", "[1.5, 2.0]"]);
    expect(await inDuckDb(new Uint8Array([0, 255]))).toEqual(["BLOB", "\\x00\\xFF"]);
  });

  it("what SQL has no form for is said in words", () => {
    const what = (value: unknown) => {
      const bound = boundValue(packValue(value).packed);
      return bound.ok ? null : bound.what;
    };
    expect(what({ a: 1 })).toBe("an object");
    expect(what(new Map())).toBe("a Map");
    expect(what([1, { a: 1 }])).toBe("a list with an object in it");
    expect(what([new DuckTime("DATE", 1n), "text"])).toBe("a list of different types");
  });
});

describe("places of errors in a cell with typed values", () => {
  const values = new Map([["day", packValue(new DuckTime("DATE", 1n)).packed]]);
  const sql = "select {{day}},\n  {{ Day }} + nope";

  it("lead back to the cell's own text", () => {
    const bound = bindExported(sql, values);
    if (!bound.ok) throw new Error("not bound");
    const { sql: sent, locate } = bound.value;
    const column = (sent.split("\n")[1] ?? "").indexOf("nope") + 1;
    expect(locate({ code: "sql", message: "no nope", line: 2, column, length: 4 })).toEqual({
      code: "sql",
      message: "no nope",
      line: 2,
      column: 15,
      length: 4,
    });
    expect(locate({ code: "sql", message: "somewhere" })).toEqual({ code: "sql", message: "somewhere" });
  });

  it("a name in a string or comment is text, and one without a value is left to the engine", () => {
    const untouched = "select '{{day}}' -- {{day}}\n, {{other}}";
    const bound = bindExported(untouched, values);
    expect(bound).toMatchObject({ ok: true, value: { sql: untouched, params: {} } });
  });
});
