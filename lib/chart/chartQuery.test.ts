import { describe, expect, it } from "vitest";
import type { Column } from "../engine/protocol.ts";
import { chartQuery } from "./chartQuery.ts";

const columns: Column[] = [
  { name: "vendor", type: "VARCHAR" },
  { name: "amount", type: "DECIMAL(10,2)" },
  { name: "at", type: "TIMESTAMP" },
  { name: "a.b", type: "INTEGER" },
  { name: "id", type: "BIGINT" },
  { name: "geo", type: "STRUCT(lat DOUBLE, lon DOUBLE)" },
  { name: "start", type: "DOUBLE" },
];

function ask(spec: unknown, rowCount: number | null = 10) {
  const asked = chartQuery(spec, columns, "sales", { widthPx: 600, rowCount });
  if (!asked.ok) throw new Error(asked.error.message);
  return asked.value;
}

describe("chartQuery", () => {
  it("fetches the rows where every row is drawn, and only the columns that are", () => {
    const { sql, pushedDown, maxRows } = ask({
      mark: "point",
      encoding: { x: { field: "amount", type: "quantitative" } },
    });
    expect(sql).toBe('SELECT "amount"::DOUBLE AS "amount" FROM "sales"');
    expect(pushedDown).toBe(false);
    expect(maxRows).toBe(20_000);
  });

  it.each([
    ["a transform of its own", { mark: "bar", transform: [{ loess: "amount", on: "id" }] }],
    ["views side by side", { hconcat: [{ mark: "bar" }] }],
    ["a box plot", { mark: "boxplot" }],
    [
      "an aggregate that only Vega knows",
      { mark: "bar", encoding: { y: { aggregate: "ci0", field: "amount" } } },
    ],
    [
      "a test of each row",
      {
        mark: "bar",
        encoding: {
          y: { aggregate: "count" },
          color: { condition: { test: "datum.amount > 1", value: "red" } },
        },
      },
    ],
    [
      "bins with an anchor",
      { mark: "bar", encoding: { x: { field: "amount", bin: { anchor: 1 } }, y: { aggregate: "count" } } },
    ],
    [
      "time units of so many steps",
      {
        mark: "bar",
        encoding: { x: { field: "at", timeUnit: { unit: "month", step: 2 } }, y: { aggregate: "count" } },
      },
    ],
    [
      "a selection by fields",
      {
        mark: "bar",
        params: [{ name: "p", select: { type: "point", fields: ["vendor"] } }],
        encoding: { y: { aggregate: "count" } },
      },
    ],
  ])("leaves to Vega %s", (_name, spec) => {
    expect(ask(spec).pushedDown).toBe(false);
  });

  it("names the columns where the chart names one that is not there", () => {
    const asked = chartQuery({ mark: "bar", encoding: { x: { field: "vendr" } } }, columns, "sales", {
      widthPx: 1,
    });
    expect(asked).toEqual({
      ok: false,
      error: {
        code: "sql",
        message: 'There is no column "vendr" in sales.',
        hint: "Its columns are vendor, amount, at, a.b, id, geo, start.",
      },
    });
    const grouped = { mark: "bar", encoding: { x: { field: "vendr" }, y: { aggregate: "count" } } };
    expect(chartQuery(grouped, columns, "sales", { widthPx: 1 }).ok).toBe(false);
  });

  it("does not miss a column that a transform makes", () => {
    const spec = {
      transform: [{ calculate: "upper(datum.vendor)", as: "doubled" }],
      mark: "point",
      encoding: { x: { field: "doubled", type: "quantitative" } },
    };
    expect(ask(spec).sql).toBe('SELECT "vendor" AS "vendor" FROM "sales"');
  });

  it("says which column is not there, also behind transforms", () => {
    const spec = {
      transform: [{ calculate: "datum.id * 2", as: "doubled" }],
      mark: "point",
      encoding: { x: { field: "dobled", type: "quantitative" } },
    };
    const asked = chartQuery(spec, columns, "sales", { widthPx: 1 });
    expect(asked.ok ? "" : asked.error.message).toBe('There is no column "dobled" in sales.');
    expect(asked.ok ? "" : asked.error.hint).toContain("doubled");
  });

  it("groups layers that group differently each for itself, in one result", () => {
    const query = ask({
      layer: [
        { mark: "bar", encoding: { x: { field: "vendor" }, y: { aggregate: "count" } } },
        { mark: "rule", encoding: { y: { aggregate: "count" } } },
      ],
    });
    expect(query.views?.rows).toEqual(["grouped", "grouped"]);
    expect(query.pushedDown).toBe(true);
    expect(query.maxRows).toBe(2 * 20_001);
  });

  it("reads written dates and expressions in UTC where they are left to Vega", () => {
    const spec = {
      transform: [
        { filter: { field: "at", gt: { year: 2020 } } },
        { calculate: "timeFormat(datum.at, '%H')", as: "hour" },
        { filter: { timeUnit: "month", field: "at", equal: { month: "jan" } } },
      ],
      mark: "point",
      encoding: { x: { field: "at", type: "temporal", axis: { labelExpr: "year(datum.value)" } } },
    };
    const { spec: drawn, sql } = ask(spec);
    expect(sql).toContain(`> ${Date.UTC(2020, 0, 1)}`);
    expect(drawn.transform).toEqual([
      { calculate: "utcFormat(datum.at, '%H')", as: "hour" },
      { filter: { timeUnit: "utcmonth", field: "at", equal: { month: "jan", utc: true } } },
    ]);
    expect(drawn.encoding).toMatchObject({ x: { axis: { labelExpr: "utcyear(datum.value)" } } });
  });

  it("fetches what a sort, a selection or a layer's own data looks for", () => {
    const mean = { field: "id", op: "mean" };
    const sorted = {
      mark: "bar",
      encoding: { x: { field: "vendor", sort: mean }, y: { aggregate: "count" } },
    };
    expect(ask(sorted).sql).toBe('SELECT "vendor" AS "vendor", "id"::DOUBLE AS "id" FROM "sales"');
    const own = {
      mark: "rule",
      data: { values: [{ limit: 3 }] },
      encoding: { y: { field: "limit", type: "quantitative" } },
    };
    expect(ask({ layer: [{ mark: "point", encoding: { y: { field: "amount" } } }, own] }).sql).toBe(
      'SELECT "amount"::DOUBLE AS "amount" FROM "sales"',
    );
  });

  it("finds a column whatever its case, under the name that the chart uses", () => {
    expect(
      ask({ mark: "bar", encoding: { x: { field: "VENDOR" }, y: { aggregate: "count" } } }).sql,
    ).toContain('AS "VENDOR"');
  });

  it("draws a column with a dot in its name, titled as it is called", () => {
    for (const field of ["a.b", "a\\.b"]) {
      const { sql, spec } = ask({ mark: "point", encoding: { x: { field, type: "quantitative" } } });
      expect(sql).toBe('SELECT "a.b"::DOUBLE AS "field" FROM "sales"');
      expect(spec.encoding).toEqual({ x: { field: "field", type: "quantitative", title: field } });
    }
  });

  it("looks into nested values", () => {
    expect(ask({ mark: "point", encoding: { x: { field: "geo.lat", type: "quantitative" } } }).sql).toBe(
      'SELECT "geo" AS "geo" FROM "sales"',
    );
  });

  it("keeps columns called like its own bin edges apart", () => {
    const { sql } = ask({
      mark: "bar",
      encoding: { x: { field: "start", bin: true }, y: { aggregate: "count" } },
    });
    expect(sql).toContain('r."start"');
  });

  it("chooses types that fit the columns where the chart names none", () => {
    const { spec } = ask({
      mark: "point",
      encoding: { x: { field: "at" }, y: { field: "amount" }, color: { field: "vendor" } },
    });
    expect(spec.encoding).toEqual({
      x: { field: "at", type: "temporal", scale: { type: "utc" } },
      y: { field: "amount", type: "quantitative" },
      color: { field: "vendor", type: "nominal" },
    });
  });

  it("reads every time unit in UTC, so that the reader's zone shifts nothing", () => {
    const grouped = ask({
      mark: "bar",
      encoding: { x: { field: "at", timeUnit: "yearmonth" }, y: { aggregate: "count" } },
    });
    expect(grouped.spec.encoding).toMatchObject({
      x: { timeUnit: "utcyearmonth", title: "at (year-month)" },
    });
    const raw = ask({
      transform: [{ timeUnit: { unit: "month", step: 3 }, field: "at", as: "m" }],
      mark: "bar",
      encoding: {
        x: { field: "m", type: "temporal" },
        y: { field: "at", timeUnit: { unit: "hours", step: 6 } },
      },
    });
    expect(raw.spec.transform).toEqual([
      { timeUnit: { unit: "utcmonth", step: 3, utc: true }, field: "at", as: "m" },
    ]);
    expect(raw.spec.encoding).toMatchObject({ y: { timeUnit: { unit: "utchours", step: 6, utc: true } } });
  });

  it("says on an axis that moments of any zone are read in UTC, unless the chart has a title", () => {
    const zoned = [{ name: "at", type: "TIMESTAMP WITH TIME ZONE" }];
    const titleOf = (x: object) => {
      const spec = { mark: "bar", encoding: { x, y: { aggregate: "count" } } };
      const asked = chartQuery(spec, zoned, "t", { widthPx: 1 });
      return asked.ok ? asked.value.spec.encoding : asked.error;
    };
    expect(titleOf({ field: "at", timeUnit: "yearmonth" })).toMatchObject({
      x: { title: "at (year-month) (UTC)" },
    });
    expect(titleOf({ field: "at", type: "temporal" })).toMatchObject({ x: { title: "at (UTC)" } });
    expect(titleOf({ field: "at", type: "temporal", title: "When" })).toMatchObject({ x: { title: "When" } });
  });

  it("says that data of the chart's own is not drawn", () => {
    const encoding = { y: { aggregate: "count" } };
    expect(ask({ data: { url: "https://example.org/x.csv" }, mark: "bar", encoding }).notes).toEqual([
      "Remote data is not loaded: the chart draws sales.",
    ]);
    expect(ask({ data: { values: [1] }, mark: "bar", encoding }).notes[0]).toContain("is not drawn");
    expect(ask({ mark: "bar", encoding }).notes).toEqual([]);
    expect(ask({ data: { url: "x" }, mark: "bar", encoding }).spec).not.toHaveProperty("data");
  });

  it("keeps a relation's name and columns in quotes, whatever they are called", () => {
    const odd = [{ name: 'x"; drop table t; --', type: "INTEGER" }];
    const asked = chartQuery(
      { mark: "bar", encoding: { x: { aggregate: "sum", field: 'x"; drop table t; --' } } },
      odd,
      'r"',
      { widthPx: 1 },
    );
    expect(asked.ok && asked.value.sql).toContain('r."x""; drop table t; --"::DOUBLE');
    expect(asked.ok && asked.value.sql).toContain('FROM "r""" AS r');
  });
});
