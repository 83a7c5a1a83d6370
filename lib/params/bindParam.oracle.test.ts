import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bindExported } from "../run/bindExported.ts";
import { unpackValue } from "../sandbox/packValue.ts";
import { bindParams } from "../sql/bindParams.ts";
import { NativeDuckDB } from "../sql/testing/nativeDuckDB.ts";
import { bindParam } from "./bindParam.ts";
import { checkValue } from "./checkValue.ts";
import { canBeOption, missingOptionsQuery, optionQuery } from "./optionQuery.ts";
import { readDefinition } from "./readDefinition.ts";
import { anyParam } from "./testing/anyParam.ts";

let native: NativeDuckDB;

beforeAll(async () => {
  native = await NativeDuckDB.start();
});
afterAll(() => native.stop());

/** SQL with the input `v` bound, as the engine gets it. */
function boundSql(sql: string, source: string, given?: unknown, columnType: string | null = null): string {
  const read = readDefinition(source);
  if (!read.ok) throw new Error(read.error.message);
  const value = checkValue(read.value, given === undefined ? read.value.value : given);
  if (!value.ok) throw new Error(value.error.message);
  const typed = bindParam(read.value, value.value, columnType).sql;
  const inputs = new Map(Object.entries(typed).map(([member, each]) => [member ? `v.${member}` : "v", each]));
  const bound = bindExported(sql, new Map(), inputs);
  if (!bound.ok) throw new Error(bound.error.message);
  const text = bindParams(bound.value.sql, bound.value.params);
  if (!text.ok) throw new Error(text.error.message);
  return text.value.sql;
}

/** The type and text that DuckDB gives the value of an input. */
async function inDuckDb(source: string, given?: unknown, columnType?: string): Promise<unknown[]> {
  const { types, rows } = await native.texts(
    boundSql("select {{v}} as v", source, given, columnType ?? null),
  );
  return [types[0], rows[0]?.[0]];
}

describe("inputs in DuckDB", () => {
  it.each([
    ['type: text\nvalue: "it\'s"', "VARCHAR", "it's"],
    ["type: checkbox\nvalue: true", "BOOLEAN", "true"],
    ["type: date\nvalue: 2024-02-29", "DATE", "2024-02-29"],
    ["type: date", "DATE", null],
    ["type: number\nvalue: 7", "BIGINT", "7"],
    ["type: number", "BIGINT", null],
    ["type: number\nvalue: 12345678901234567890", "HUGEINT", "12345678901234567890"],
    ["type: number\nvalue: 0.10", "DECIMAL(3,2)", "0.10"],
    [
      "type: number\nvalue: -1234567890123456789012345678.0123456789",
      "DECIMAL(38,10)",
      "-1234567890123456789012345678.0123456789",
    ],
    ["type: number\nvalue: 1e-3", "DOUBLE", "0.001"],
    ["type: number\nas: DOUBLE\nvalue: 5", "DOUBLE", "5.0"],
    ["type: number\nas: BIGINT\nvalue: 5.0", "BIGINT", "5"],
    ["type: number\nas: DECIMAL(18,2)\nvalue: 5.5", "DECIMAL(18,2)", "5.50"],
    ["type: slider\nmin: 0\nmax: 1\nstep: 0.05\nvalue: 1", "DECIMAL(3,2)", "1.00"],
    ["type: select\noptions: [1, 2.5]\nvalue: 1", "DECIMAL(2,1)", "1.0"],
    ["type: select\noptions: [a, b]\nvalue: b", "VARCHAR", "b"],
    ["type: multi-select\noptions: [a, b]\nvalue: [b, a]", "VARCHAR[]", "[b, a]"],
    ["type: multi-select\noptions: [a, b]", "VARCHAR[]", "[]"],
    ["type: multi-select\noptions: [2023, 2024]\nvalue: [2024]", "BIGINT[]", "[2024]"],
  ])("%j is %s %s", async (source, type, text) => {
    expect(await inDuckDb(source)).toEqual([type, text]);
  });

  it("have the type of the column that their options come from", async () => {
    expect(await inDuckDb("type: select\nfrom: t.c", "9007199254740993", "BIGINT")).toEqual([
      "BIGINT",
      "9007199254740993",
    ]);
    expect(await inDuckDb("type: select\nfrom: t.c", "2024-01-01", "DATE")).toEqual(["DATE", "2024-01-01"]);
    expect(await inDuckDb("type: multi-select\nfrom: t.c", ["1.50"], "DECIMAL(10,2)")).toEqual([
      "DECIMAL(10,2)[]",
      "[1.50]",
    ]);
  });

  it("can stand where people put them", async () => {
    const sql = (text: string, source: string) => native.texts(boundSql(text, source));
    expect((await sql("from range(5) limit {{v}}", "type: number\nvalue: 2")).rows).toHaveLength(2);
    const regions = "type: multi-select\noptions: [n, s, w]\nvalue: [n, w]";
    expect(
      (await sql("select x from (values ('n'), ('s'), ('w')) t(x) where x in {{v}}", regions)).rows,
    ).toEqual([["n"], ["w"]]);
    expect(
      (await sql("select x from (values ('n'), ('s')) t(x) where x = any({{v}})", regions)).rows,
    ).toEqual([["n"]]);
    const period = "type: date range\nvalue: 2024-01-01..2024-01-31";
    expect(
      (
        await sql(
          "select date '2024-01-31' between {{v.start}} and {{v.end}} as inside, {{v.end}} - {{v.start}} as days",
          period,
        )
      ).rows,
    ).toEqual([["true", "30"]]);
  });

  it("any value comes back as the text it was, and is never taken for SQL", async () => {
    await fc.assert(
      fc.asyncProperty(anyParam, async ({ source, value }) => {
        if (typeof value !== "string" || source.includes("\nvalue")) return;
        expect((await inDuckDb(source, value))[1]).toBe(value);
      }),
      { numRuns: 150 },
    );
  });

  it("TypeScript gets numbers where they are exact, and the same classes as from relations", () => {
    const inTypeScript = (source: string, columnType: string | null = null) => {
      const read = readDefinition(source);
      if (!read.ok) throw new Error(read.error.message);
      return unpackValue(bindParam(read.value, read.value.value, columnType).packed);
    };
    expect(inTypeScript("type: number\nvalue: 7")).toBe(7);
    expect(inTypeScript("type: number\nvalue: 9007199254740993")).toBe(9007199254740993n);
    expect(inTypeScript("type: number\nvalue: 0.10")).toBe(0.1);
    expect(inTypeScript("type: number\nvalue: 0.1234567890123456789")).toBe("0.1234567890123456789");
    expect(String(inTypeScript("type: date\nvalue: 0001-01-01"))).toBe("0001-01-01");
    expect(JSON.stringify(inTypeScript("type: date range\nvalue: 2024-01-01..2024-02-01"))).toBe(
      '{"start":"2024-01-01","end":"2024-02-01"}',
    );
    expect(inTypeScript("type: multi-select\noptions: [1, 2]\nvalue: [2]")).toEqual([2]);
    expect(inTypeScript("type: select\nfrom: t.c\nvalue: 5", "INTEGER")).toBe(5);
    expect(inTypeScript("type: checkbox")).toBe(false);
  });
});

describe("options from a column", () => {
  beforeAll(async () => {
    await native.run(
      `create table t as select * from (values (10, 'Nord_1', date '2024-01-01'), (9, 'nord%', null), (10, 'S"d', date '2023-01-01'), (null, null, null)) v(n, "the name", d)`,
    );
  });
  const values = async (column: string, typed = "") =>
    (await native.texts(optionQuery("t", column, typed))).rows.flat();
  const missing = async (name: string, type: string, chosen: string[]) =>
    (await native.texts(missingOptionsQuery("t", { name, type }, chosen))).rows.flat();

  it("are distinct, in the order of the column's type, without NULL", async () => {
    expect(await values("n")).toEqual(["9", "10"]);
    expect(await values("d")).toEqual(["2023-01-01", "2024-01-01"]);
  });

  it("are found by what they contain, signs of patterns included", async () => {
    expect(await values("the name", "NORD")).toEqual(["Nord_1", "nord%"]);
    expect(await values("the name", "%")).toEqual(["nord%"]);
    expect(await values("the name", "'")).toEqual([]);
  });

  it("come from plain columns only, and not from those whose text needs a time zone", () => {
    const types = ["VARCHAR", "DECIMAL(10,2)", "ENUM('a', 'b')", "TIMESTAMP", "UUID"];
    expect(types.filter((type) => !canBeOption(type))).toEqual([]);
    const odd = [
      "VARCHAR[]",
      "INTEGER[3]",
      "STRUCT(a INTEGER)",
      "MAP(VARCHAR, INTEGER)",
      "BLOB",
      "TIMESTAMP WITH TIME ZONE",
    ];
    expect(odd.filter(canBeOption)).toEqual([]);
  });

  it("tell which of the chosen are none, also what is no value of the type", async () => {
    expect(await missing("n", "INTEGER", ["9", "11", "x"])).toEqual(["11", "x"]);
    expect(await missing("the name", "VARCHAR", ['S"d', "it's"])).toEqual(["it's"]);
    expect(await missing("d", "DATE", ["2024-01-01"])).toEqual([]);
  });
});
