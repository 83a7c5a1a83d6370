import { describe, expect, it } from "vitest";
import { type LoadedSource, sourcePlace } from "./sourcePlace.ts";

const header = { reason: "header", lines: 1 };
const source = (
  receipt: Partial<NonNullable<LoadedSource["receipt"]>>,
  more: Partial<LoadedSource> = {},
): LoadedSource => ({
  file: "orders.csv",
  columns: [
    { name: "id", type: "BIGINT" },
    { name: "note", type: "VARCHAR" },
  ],
  receipt: { format: "csv", rejected: 0, skipped: [header], ...receipt },
  options: [],
  isMany: false,
  ...more,
});
const told = (of: LoadedSource, place: number) => {
  const { text, line } = sourcePlace(of, place);
  return [text, line];
};

describe("where a row of a source is in its file", () => {
  it("is its row, and its line where all lines before it are known", () => {
    expect(told(source({}), 1203)).toEqual(["row 1,204 of orders.csv", 1205]);
    expect(
      told(
        source({
          skipped: [
            { reason: "before the header", lines: 3 },
            header,
            { reason: "below the table", lines: 2 },
          ],
        }),
        0,
      ),
    ).toEqual(["row 1 of orders.csv", 5]);
    expect(told(source({ format: "ndjson", skipped: [] }), 4)).toEqual(["row 5 of orders.csv", 5]);
  });

  it("has no line where lines that are no rows may stand before it, or the file has none", () => {
    expect(told(source({ skipped: [header, { reason: "blank", lines: 1 }] }), 4)).toEqual([
      "row 5 of orders.csv",
      null,
    ]);
    expect(told(source({ format: "parquet", skipped: [] }), 4)).toEqual(["row 5 of orders.csv", null]);
  });

  it("is counted among what was loaded where rows were rejected or left out", () => {
    expect(told(source({ rejected: 3 }), 4)).toEqual([
      "row 5 of those loaded from orders.csv, 3 rejected not counted",
      null,
    ]);
    expect(told(source({}, { options: ["where"] }), 4)).toEqual([
      "row 5 of those loaded from orders.csv",
      null,
    ]);
    expect(told(source({}, { isMany: true }), 4)[0]).toContain("counted through all of its files");
  });

  it("asks whether a value before it goes on in another line", () => {
    const { brokenSql } = sourcePlace(source({}), 4);
    expect(brokenSql?.("t")).toBe(
      `select cast(count(*) as varchar) from t where rowid <= 4 and (regexp_matches("note", '[\\r\\n]'))`,
    );
  });
});
