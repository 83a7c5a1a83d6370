import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnDrift, columnsToKeep, driftText } from "./columnDrift.ts";

const known = { id: "BIGINT", Name: "VARCHAR", at: "TIMESTAMP" };

describe("columns compared with those that a notebook knows", () => {
  it("differ where one is missing, new, or of another type", () => {
    const drift = columnDrift(known, [
      { name: "ID", type: "VARCHAR" },
      { name: "at", type: "TIMESTAMP" },
      { name: "extra", type: "DOUBLE" },
    ]);
    expect(drift).toEqual({
      missing: ["Name"],
      added: ["extra"],
      retyped: [{ name: "ID", before: "BIGINT", now: "VARCHAR" }],
    });
    expect(drift && driftText(drift)).toBe("lacks Name; ID is VARCHAR, not BIGINT; has extra besides");
  });

  it("are named up to four of a kind", () => {
    const added = ["a", "b", "c", "d", "e", "f"];
    expect(driftText({ missing: [], added, retyped: [] })).toBe("has a, b, c, d and 2 more besides");
  });

  it("do not differ from what was kept of themselves, in any order and case", () => {
    const columns = fc.uniqueArray(
      fc.record({
        name: fc.string({ minLength: 1 }),
        type: fc.constantFrom("BIGINT", "VARCHAR", "DOUBLE[]"),
      }),
      { minLength: 1, maxLength: 20, selector: ({ name }) => name.toLowerCase() },
    );
    fc.assert(
      fc.property(columns, (given) => {
        const kept = columnsToKeep(given);
        expect(kept).not.toBeNull();
        expect(kept && columnDrift(kept, [...given].reverse())).toBeNull();
      }),
    );
  });

  it("are not kept where they would be most of the notebook", () => {
    const many = Array.from({ length: 1000 }, (_, at) => ({ name: `column_${at}`, type: "VARCHAR" }));
    expect(columnsToKeep(many)).toBeNull();
    expect(columnsToKeep([])).toBeNull();
  });
});
