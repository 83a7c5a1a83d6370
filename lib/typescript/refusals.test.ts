import { describe, expect, it } from "vitest";
import { cellOutline } from "./cellOutline.ts";
import { compileCell } from "./compileCell.ts";
import { refusals } from "./refusals.ts";

const refused = (source: string, name = "made") => refusals({ name, source }, cellOutline(source));

describe("what a cell may not hold is marked as it is typed", () => {
  const sources = [
    "const a = 1;\nimport x from 'lodash';",
    "export default import.meta.url;",
    "@sealed class A {}",
    "namespace A { export const x = 1; }",
    "return 1;",
  ];
  for (const source of sources) {
    it(`${source} is marked with the very words and place of a run`, () => {
      const run = compileCell(source, { relations: [], values: [] });
      if (run.ok) throw new Error("it compiles");
      const { message, hint, line, column } = run.error;
      expect(refused(source)).toEqual([{ message, hint, line, column, length: expect.any(Number) }]);
    });
  }

  it("marks a cell that reads itself, in whatever case and not within words", () => {
    expect(refused("const mades = 1;\nexport default o.made ?? Made.map((m) => m);")).toMatchObject([
      { line: 2, column: 26, length: 4, message: expect.stringContaining("reads itself") },
    ]);
    expect(refused("const made = [1]; export default made;")).toEqual([]);
    expect(refused("export default performance.now();", "performance")).toEqual([]);
  });

  it("leaves mere syntax to the compiler", () => {
    expect(refused("const b = ;")).toEqual([]);
    expect(refused("export default [1];")).toEqual([]);
  });
});
