import { describe, expect, it } from "vitest";
import type { ChartQuery } from "./chartPlan.ts";
import { chartSummary } from "./chartSummary.ts";
import { chartTable } from "./chartTable.ts";
import { drawnFrom } from "./drawnFrom.ts";

const bars = {
  mark: "bar",
  encoding: {
    x: { field: "vendor", type: "nominal" },
    y: { field: "sum_amount", aggregate: "sum", type: "quantitative", title: "Sum of amount" },
  },
};
const rows = [
  { name: "vendor", values: ["Acme", "Björk", null, ""] },
  { name: "sum_amount", values: [1234.5, 3, null, 12] },
];

describe("chartSummary", () => {
  it("says kind, amount, names, count and the largest", () => {
    expect(chartSummary(bars, [], rows)).toBe(
      "Bar chart of sum of amount by vendor: 4 bars, largest Acme 1,234.5",
    );
  });

  it("adds up what is stacked on one name", () => {
    const encoding = { ...bars.encoding, color: { field: "country", type: "nominal" } };
    const stacked = [
      { name: "vendor", values: ["a", "b", "b"] },
      { name: "sum_amount", values: [10, 6, 7] },
      { name: "country", values: ["x", "x", "y"] },
    ];
    expect(chartSummary({ ...bars, encoding }, [], stacked)).toBe(
      "Bar chart of sum of amount by vendor, split by country: 3 bars, largest b 13",
    );
  });

  it("names a bin by its edges and a moment by its unit", () => {
    const histogram = {
      mark: "bar",
      encoding: {
        x: {
          field: "b",
          bin: { extent: [0, 20], step: 10, nice: false },
          type: "quantitative",
          title: "age (binned)",
        },
        y: { field: "n", aggregate: "sum", type: "quantitative", title: "Count of Records" },
      },
    };
    const binned = [
      { name: "b", values: [5, 15] },
      { name: "n", values: [2, 9] },
    ];
    expect(chartSummary(histogram, [], binned)).toBe(
      "Histogram of count of records by age (binned): 2 bars, largest 10 to 20 9",
    );
    const line = {
      ...bars,
      mark: "line",
      encoding: {
        ...bars.encoding,
        x: { field: "m", timeUnit: "utcyearmonth", type: "temporal", title: "at" },
      },
    };
    const monthly = [
      { name: "m", values: [Date.UTC(2024, 0), Date.UTC(2024, 1)] },
      { name: "sum_amount", values: [1, 2] },
    ];
    expect(chartSummary(line, [], monthly)).toBe(
      "Line chart of sum of amount by at: 2 points, largest 2024-02 2",
    );
  });

  it("gives the range of amounts where nothing is named", () => {
    const scatter = {
      mark: "point",
      encoding: { x: { field: "a", type: "quantitative" }, y: { field: "b", type: "quantitative" } },
    };
    expect(
      chartSummary(
        scatter,
        [],
        [
          { name: "a", values: [1, 2] },
          { name: "b", values: [-4, 7] },
        ],
      ),
    ).toBe("Scatter plot of b by a: 2 points, -4 to 7");
  });

  it("begins with the chart's own title, and says where there are no rows", () => {
    const empty = rows.map(({ name }) => ({ name, values: [] }));
    expect(chartSummary({ ...bars, title: { text: "Revenue" } }, [], empty)).toBe(
      "Revenue. Bar chart of sum of amount by vendor: no rows",
    );
  });

  it("calls views side by side what they are", () => {
    expect(chartSummary({ hconcat: [{ mark: "bar" }] }, [], rows)).toBe("Chart of several views from 4 rows");
  });
});

describe("chartTable", () => {
  it("shows drawn values as text under the chart's titles, and counts what it leaves out", () => {
    expect(chartTable(bars, rows, 3)).toEqual({
      headers: [
        { name: "vendor", isNumber: false },
        { name: "Sum of amount", isNumber: true },
      ],
      rows: [
        { number: 1, cells: ["Acme", "1,234.5"] },
        { number: 2, cells: ["Björk", "3"] },
        { number: 3, cells: ["NULL", "NULL"] },
      ],
      rowCount: 4,
    });
  });

  it("writes moments in UTC and parts of a calendar by name", () => {
    const spec = {
      mark: "rect",
      encoding: {
        x: { field: "t", type: "temporal" },
        y: { field: "d", timeUnit: "utcday", type: "ordinal" },
        color: { field: "h", timeUnit: "utcmonth", type: "ordinal" },
      },
    };
    const moment = Date.UTC(2024, 0, 31, 13, 5);
    const values = ["t", "d", "h"].map((name) => ({ name, values: [moment] }));
    expect(chartTable(spec, values, 5).rows[0]?.cells).toEqual([
      "2024-01-31 13:05:00",
      "Wednesday",
      "January",
    ]);
  });
});

describe("chartTable of several views", () => {
  it("numbers the views, and leaves empty what is another view's", () => {
    const values = [
      { name: "_view", values: [0, 0, 1] },
      { name: "a", values: ["x", null, null] },
      { name: "mean", values: [null, null, 2.5] },
    ];
    const { headers, rows } = chartTable({ layer: [] }, values, 5);
    expect(headers.map(({ name }) => name)).toEqual(["View", "a", "mean"]);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ["1", "x", ""],
      ["1", "NULL", ""],
      ["2", "", "2.5"],
    ]);
  });
});

describe("drawnFrom", () => {
  const query: ChartQuery = {
    sql: "",
    spec: bars,
    pushedDown: true,
    rows: "grouped",
    maxRows: 20_000,
    bins: [],
    notes: [],
  };
  const all = { marks: 12, fetched: 12, truncated: false, rowCount: 3_000_000 };

  it("counts marks and rows", () => {
    expect(drawnFrom(query, all)).toEqual({ text: "12 bars from 3,000,000 rows", isPartial: false });
    expect(drawnFrom(query, { ...all, marks: 1, rowCount: 1 }).text).toBe("1 bar from 1 row");
    expect(drawnFrom({ ...query, spec: { layer: [] } }, all).text).toBe("12 marks from 3,000,000 rows");
  });

  it("never leaves out in silence", () => {
    const raw: ChartQuery = { ...query, rows: "raw", pushedDown: false };
    const partial = { marks: 20_000, fetched: 20_000, truncated: true, rowCount: 3_000_000 };
    expect(drawnFrom(raw, partial)).toEqual({
      text: "20,000 bars, drawn from the first 20,000 of 3,000,000 rows",
      isPartial: true,
    });
    expect(drawnFrom(query, partial)).toMatchObject({ isPartial: true });
    expect(drawnFrom(query, partial).text).toContain("the first 20,000 groups of more");
    expect(drawnFrom({ ...query, rows: "outline" }, all).text).toContain("first, last, lowest and highest");
  });
});
