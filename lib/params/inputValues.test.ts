import { describe, expect, it } from "vitest";
import { cellOf } from "../notebook/testing/cellOf.ts";

import { valueDeclarations } from "../typescript/valueDeclarations.ts";
import { inputValues } from "./inputValues.ts";

const columns = [
  { name: "day", type: "DATE" },
  { name: "Region", type: "VARCHAR" },
  { name: "id", type: "BIGINT" },
  { name: "at", type: "TIMESTAMP" },
];
const declared = (source: string, name = "v") =>
  valueDeclarations(inputValues([cellOf(name, source, "input")], [{ name: "orders", columns }]))
    .split("\n")
    .at(1) ?? "";

describe("what the editor knows of an input", () => {
  it.each([
    ["type: slider\nmin: 0\nmax: 1\nstep: 0.1", "number"],
    ["type: number", "number | null"],
    ["type: number\nvalue: 9007199254740993", "bigint"],
    ["type: text", "string"],
    ["type: checkbox", "boolean"],
    ["type: date\nvalue: 2024-01-01", "DuckTime"],
    ["type: date range\nvalue: 2024-01-01..2024-02-01", "{ start: DuckTime; end: DuckTime }"],
    ["type: date range", "{ start: DuckTime | null; end: DuckTime | null }"],
    ['type: select\noptions: [a, "b\\""]\nvalue: a', '"a" | "b\\""'],
    ["type: select\noptions: [1, 2]\nvalue: 1", "number"],
    ["type: select\nfrom: orders.day", "DuckTime | null"],
    ["type: multi-select\nfrom: Orders.region", "(string)[]"],
    ["type: select\nfrom: orders.id\nvalue: 3", "number"],
    ["type: select\nfrom: orders.id", "number | null"],
    ["type: select\nfrom: orders.id\nvalue: 9007199254740993", "bigint"],
    ["type: select\nfrom: orders.at\nvalue: 2024-01-01 10:00:00", "string"],
  ])("%j is %s", (source, type) => {
    expect(declared(source)).toBe(`declare const v: ${type};`);
  });

  it("is nothing of a file, of a wrong definition, and of a name that code cannot use", () => {
    expect([declared("type: file"), declared("type: nope"), declared("type: text", "class")]).toEqual([
      "",
      "",
      "",
    ]);
  });

  it("says the DuckDB type beside it", () => {
    const text = valueDeclarations(inputValues([cellOf("v", "type: number\nvalue: 1.5", "input")], []));
    expect(text).toContain("/** An input: `DECIMAL(2,1)`. */");
  });
});
