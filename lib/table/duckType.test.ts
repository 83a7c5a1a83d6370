import { beforeAll, describe, expect, test } from "vitest";
import { everyContainer, everyScalar } from "../ingest/testing/everyType.ts";
import { type NativeDuckDb, openNativeDuckDb } from "../ingest/testing/nativeDuckDb.ts";
import { parseDuckType } from "./duckType.ts";

let native: NativeDuckDb;
beforeAll(async () => {
  native = await openNativeDuckDb();
});

async function typeOf(sql: string): Promise<string> {
  return (await native.read(`SELECT ${sql} AS v`)).columns[0]?.type ?? "";
}

describe("a type is taken apart", () => {
  test("scalars keep their name in upper case", () => {
    expect(parseDuckType("timestamp with time zone")).toEqual({
      kind: "scalar",
      name: "TIMESTAMP WITH TIME ZONE",
    });
    expect(parseDuckType("VARCHAR")).toEqual({ kind: "scalar", name: "VARCHAR" });
  });

  test("decimals have width and scale", () => {
    expect(parseDuckType("DECIMAL(38,10)")).toEqual({ kind: "decimal", width: 38, scale: 10 });
  });

  test("suffixes nest from the inside out", () => {
    expect(parseDuckType("INTEGER[3][]")).toEqual({
      kind: "list",
      of: { kind: "array", size: 3, of: { kind: "scalar", name: "INTEGER" } },
    });
  });

  test("field names in quotes keep their quotes, commas and brackets", async () => {
    const type = await typeOf(`{'a "b", (c)': 1, 'plain': [{'select': 2}]}`);
    expect(parseDuckType(type)).toEqual({
      kind: "struct",
      fields: [
        { name: 'a "b", (c)', type: { kind: "scalar", name: "INTEGER" } },
        {
          name: "plain",
          type: {
            kind: "list",
            of: { kind: "struct", fields: [{ name: "select", type: { kind: "scalar", name: "INTEGER" } }] },
          },
        },
      ],
    });
  });

  test("enum values keep apostrophes, commas and brackets", async () => {
    const type = await typeOf(`'x'::ENUM('x', 'it''s', 'a, (b)[]')`);
    expect(parseDuckType(type)).toEqual({ kind: "enum", values: ["x", "it's", "a, (b)[]"] });
  });

  test("unions and maps", () => {
    expect(parseDuckType("UNION(a MAP(VARCHAR, INTEGER[]), b BLOB)")).toEqual({
      kind: "union",
      members: [
        {
          name: "a",
          type: {
            kind: "map",
            key: { kind: "scalar", name: "VARCHAR" },
            value: { kind: "list", of: { kind: "scalar", name: "INTEGER" } },
          },
        },
        { name: "b", type: { kind: "scalar", name: "BLOB" } },
      ],
    });
  });

  test("every type that DuckDB names, bare and nested", async () => {
    for (const [type, [value = ""]] of Object.entries(everyScalar)) {
      expect(() => parseDuckType(type), type).not.toThrow();
      for (const wrap of Object.values(everyContainer)) {
        const nested = await typeOf(wrap(value, type));
        expect(() => parseDuckType(nested), nested).not.toThrow();
      }
    }
  });

  test.each(["", "STRUCT(", "STRUCT()", "INTEGER[", "MAP(INTEGER)", "ENUM(a)", "INTEGER)"])(
    "%j is not a type",
    (text) => {
      expect(() => parseDuckType(text)).toThrow(/Not a DuckDB type/);
    },
  );
});
