import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BoundValue } from "../engine/protocol.ts";
import { LiteralError, sqlLiteral } from "./literal.ts";
import { quoteIdentifier, quoteLiteral, quoteName } from "./quote.ts";
import { NativeDuckDB } from "./testing/nativeDuckDB.ts";

let native: NativeDuckDB;
beforeAll(async () => {
  native = await NativeDuckDB.start();
});
afterAll(() => native.stop());

async function said(
  value: BoundValue,
  type?: string,
): Promise<[string | undefined, string | null | undefined]> {
  const { types, rows } = await native.texts(`select ${sqlLiteral(value, type)}`);
  return [types[0], rows[0]?.[0]];
}

describe("a value as a literal", () => {
  it.each<[BoundValue, string, string | null]>([
    [true, "BOOLEAN", "true"],
    [42, "INTEGER", "42"],
    [-7, "INTEGER", "-7"],
    [1.1, "DOUBLE", "1.1"],
    [1e308, "DOUBLE", "1e+308"],
    [5e-324, "DOUBLE", "5e-324"],
    [-0, "DOUBLE", "-0.0"],
    [Number.NaN, "DOUBLE", "nan"],
    [Number.NEGATIVE_INFINITY, "DOUBLE", "-inf"],
    [9007199254740991, "BIGINT", "9007199254740991"],
    [-(2n ** 63n), "BIGINT", "-9223372036854775808"],
    [2n ** 63n, "HUGEINT", "9223372036854775808"],
    [-(2n ** 127n), "HUGEINT", "-170141183460469231731687303715884105728"],
    [2n ** 128n - 1n, "UHUGEINT", "340282366920938463463374607431768211455"],
    ["it's", "VARCHAR", "it's"],
    ["", "VARCHAR", ""],
    ["-- $$ {{ x }} \\ \n", "VARCHAR", "-- $$ {{ x }} \\ \n"],
    ["a\0b", "VARCHAR", "a\0b"],
    [new Date("2024-02-29T12:34:56.789Z"), "TIMESTAMP", "2024-02-29 12:34:56.789"],
    [new Date(-1), "TIMESTAMP", "1969-12-31 23:59:59.999"],
    [new Uint8Array([0, 97, 255]), "BLOB", "\\x00a\\xFF"],
    [new Uint8Array(), "BLOB", ""],
    [[1, null, 3], "INTEGER[]", "[1, NULL, 3]"],
    [[["a"], []], "VARCHAR[][]", "[[a], []]"],
  ])("%s", async (value, type, text) => {
    expect(await said(value)).toEqual([type, text]);
  });

  it("takes the type that is asked for", async () => {
    expect(await said(null, "DATE")).toEqual(["DATE", null]);
    expect(await said("2024-01-01", "DATE")).toEqual(["DATE", "2024-01-01"]);
    expect(await said([], "INTEGER[]")).toEqual(["INTEGER[]", "[]"]);
  });

  it("any text and any double come back as they were", async () => {
    const texts = fc.sample(fc.string({ unit: "grapheme" }), 100);
    const numbers = fc.sample(fc.double({ noNaN: true, noDefaultInfinity: true }), 100);
    const back = await native.texts(
      `select ${texts.map((text, i) => `${sqlLiteral(text)} = chr(0) || '' , ${quoteLiteral(text)} as t${i}`).join(", ")}`,
    );
    expect(back.rows[0]?.filter((_, i) => i % 2 === 1)).toEqual(texts);
    const doubles = await native.texts(
      `select ${numbers.map((n, i) => `${sqlLiteral(n)}::double as n${i}`).join(", ")}`,
    );
    expect(doubles.rows[0]?.map(Number)).toEqual(numbers);
  });

  it("what SQL cannot hold is an error that says so", () => {
    for (const value of [2n ** 128n, -(2n ** 127n) - 1n, new Date(Number.NaN), "\ud800"])
      expect(() => sqlLiteral(value)).toThrow(LiteralError);
  });
});

it("identifiers keep every character", async () => {
  const name = "a\"b.c --'";
  const { rows } = await native.texts(
    `select column_name from (describe select 1 as ${quoteIdentifier(name)})`,
  );
  expect(rows).toEqual([[name]]);
  expect(quoteName("main", 'x"')).toBe('"main"."x"""');
});
