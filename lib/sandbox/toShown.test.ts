import { describe, expect, it } from "vitest";
import { DuckTime } from "./duckTime.ts";
import { toShown } from "./toShown.ts";

describe("toShown", () => {
  it("shows scalars as text, exactly", () => {
    const cases: [unknown, string][] = [
      [9007199254740993n, "9007199254740993"],
      [Number.NaN, "NaN"],
      ["", ""],
      [null, "null"],
      [new DuckTime("DATE", 0n), "1970-01-01"],
      [new TypeError("no"), "TypeError: no"],
    ];
    for (const [value, text] of cases) expect(toShown(value, 10).shown).toEqual({ type: "text", text });
  });

  it("shows rows as a table of all their keys, NULL apart from empty text", () => {
    expect(
      toShown(
        [
          { a: 1, b: "" },
          { b: null, c: [1n] },
        ],
        10,
      ),
    ).toEqual({
      shown: {
        type: "table",
        columns: ["a", "b", "c"],
        rows: [
          ["1", "", null],
          [null, null, "[1]"],
        ],
      },
      notice: null,
    });
  });

  it("shows the first rows of many and says of how many", () => {
    const { shown, notice } = toShown(
      Array.from({ length: 1_000_000 }, (_, i) => ({ i })),
      1000,
    );
    expect(shown.type === "table" && shown.rows).toHaveLength(1000);
    expect(notice).toContain("First 1,000 of 1,000,000 rows");
  });

  it("shows everything else as JSON that can be read", () => {
    const circular: Record<string, unknown> = { big: 2n ** 70n, text: '"10n"', at: new Date(0), f: () => 1 };
    circular.self = circular;
    const { shown } = toShown(circular, 10);
    expect(shown.type).toBe("value");
    const json = shown.type === "value" ? shown.json : "";
    expect(json).toContain(`"big": ${2n ** 70n}`);
    expect(JSON.parse(json)).toMatchObject({
      text: '"10n"',
      at: "1970-01-01T00:00:00.000Z",
      self: "[circular]",
    });
  });

  it("cuts what is too long, and says so", () => {
    const { shown, notice } = toShown("x".repeat(300_000), 10);
    expect(shown.type === "text" && shown.text.length).toBe(200_001);
    expect(notice).toContain("First 200,000 of 300,000 characters");
  });

  it("knows a Vega-Lite spec by its schema", () => {
    const spec = { $schema: "https://vega.github.io/schema/vega-lite/v6.json", mark: "bar", width: 5n };
    expect(toShown(spec, 10).shown).toEqual({ type: "chart", spec: { ...spec, width: 5 } });
  });
});
