import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CellToKeep, fitKeptCell } from "./fitKeptCell.ts";
import { type KeptChart, keptLimits } from "./keptCell.ts";
import { sizeOf } from "./sizeOf.ts";

const bare: CellToKeep = {
  name: "a",
  ran: "1",
  at: 1,
  elapsedMs: 5,
  error: null,
  table: null,
  chart: null,
  shown: [],
  shownCharts: new Map(),
  messages: [],
  notices: [],
};

function tableOf(rows: number, columns: number, text: (row: number, column: number) => string | null) {
  const described = Array.from({ length: columns }, (_, at) => ({ name: `c${at}`, type: "VARCHAR" }));
  return { columns: described, rowCount: 10_000_000, rows, cell: text };
}

function chartOf(values: number): KeptChart {
  return {
    spec: { mark: "bar" },
    query: { spec: { mark: "bar" }, rows: "raw", notes: [] },
    columns: [{ name: "n", values: Array.from({ length: values }, (_, at) => at) }],
    fetched: values,
    truncated: false,
    summary: "Bars",
    rowCount: values,
  };
}

describe("what is kept of a result", () => {
  it("is its first rows as they are where these are small, with how many there were", () => {
    const { table } = fitKeptCell({
      ...bare,
      table: tableOf(2, 2, (row, at) => (at === 0 ? `r${row}` : null)),
    });
    expect(table).toMatchObject({
      rows: [
        ["r0", null],
        ["r1", null],
      ],
      rowCount: 10_000_000,
      columnCount: 2,
    });
  });

  it("is never more than its limits, whatever a result is like, and never without a first row", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 0, max: 5_000 }),
        fc.array(fc.integer({ min: 0, max: 400_000 }), { maxLength: 6 }),
        (rows, columns, length, texts) => {
          const shown = texts.map((size) => ({ type: "text" as const, text: "x".repeat(size) }));
          const kept = fitKeptCell({
            ...bare,
            table: tableOf(rows, columns, () => "y".repeat(length)),
            shown,
          });
          expect(sizeOf(kept)).toBeLessThan(keptLimits.cellBytes + 2_000);
          expect(kept.table?.rows.length).toBeGreaterThan(0);
          expect(kept.table?.rows.length).toBeLessThanOrEqual(keptLimits.rows);
          expect(kept.table?.columnCount).toBe(columns);
          expect(kept.shown.length + kept.leftOut).toBe(shown.length);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("holds a chart with its rows, and counts one that is too large", () => {
    expect(fitKeptCell({ ...bare, chart: chartOf(100) }).chart?.fetched).toBe(100);
    const large = fitKeptCell({ ...bare, chart: chartOf(100_000) });
    expect([large.chart, large.leftOut]).toEqual([null, 1]);
  });

  it("keeps displayed charts that were drawn, in their places, and counts those that never were", () => {
    const kept = fitKeptCell({
      ...bare,
      shown: [
        { type: "chart", spec: {} },
        { type: "text", text: "between" },
        { type: "chart", spec: {} },
      ],
      shownCharts: new Map([[2, chartOf(3)]]),
    });
    expect(kept.shown.map(({ type }) => type)).toEqual(["text", "chart"]);
    expect(kept.leftOut).toBe(1);
  });

  it("cuts a long message, and leaves the way out of an error that is over", () => {
    const message = "x".repeat(9_000);
    const { error } = fitKeptCell({
      ...bare,
      error: { code: "sql", message, hint: "Try.", line: 2, unreached: "s3://a/b" },
    });
    expect(error).toEqual({ code: "sql", message: `${"x".repeat(1_999)}…`, hint: "Try.", line: 2 });
  });
});
