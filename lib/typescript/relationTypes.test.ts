import { describe, expect, it } from "vitest";
import { columnType, rowType } from "./relationTypes.ts";

describe("relationTypes", () => {
  const types: [duck: string, ts: string][] = [
    ["INTEGER", "number"],
    ["BIGINT", "bigint"],
    ["HUGEINT", "bigint"],
    ["DECIMAL(15,2)", "number"],
    ["DECIMAL(16,2)", "string"],
    ["VARCHAR", "string"],
    ["TIMESTAMP WITH TIME ZONE", "DuckTime"],
    ["INTERVAL", "string"],
    ["BLOB", "Uint8Array"],
    ["ENUM('a', 'it''s')", '("a" | "it\'s")'],
    ["INTEGER[][3]", "number[][]"],
    ['STRUCT("a b" INTEGER, c BIGINT[])', '{ "a b": number; c: bigint[] }'],
    ["MAP(VARCHAR, DOUBLE)", "Map<string, number>"],
    ["UNION(n INTEGER, m DOUBLE, s VARCHAR)", "(number | string)"],
    ["STRUCT(INTEGER, INTEGER)", "string"],
    ["SOMETHING_NEW", "string"],
  ];
  for (const [duck, ts] of types) it(`${duck} is ${ts}`, () => expect(columnType(duck)).toBe(ts));

  it("quotes column names that are no identifiers", () => {
    const columns = ["id", "größe", "two words", '"', "1st"].map((name) => ({ name, type: "INTEGER" }));
    expect(rowType(columns)).toBe(
      '{ id: number; größe: number; "two words": number; "\\"": number; "1st": number }',
    );
  });
});
