import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { beforeAll, describe, expect, it } from "vitest";
import { chartQuery } from "../chart/chartQuery.ts";
import { drawSvg } from "../chart/testing/drawSvg.ts";
import { type ChartFacts, factColumns, factsSql } from "./chartFacts.ts";
import { firstChart } from "./firstChart.ts";
import { suggestCharts } from "./suggestCharts.ts";
import { topSql } from "./topSql.ts";

const column = (name: string, type: string) => ({ name, type });
const cases = {
  "an amount over time": [column("id", "BIGINT"), column("day", "DATE"), column("revenue", "DECIMAL(10,2)")],
  "a count over time": [column("user_id", "BIGINT"), column("at", "TIMESTAMP WITH TIME ZONE")],
  "a total by name": [column("order_id", "BIGINT"), column("vendor", "VARCHAR"), column("revenue", "DOUBLE")],
  "two amounts": [column("tax", "DOUBLE"), column("revenue", "DOUBLE")],
  "one amount": [column("revenue", "DOUBLE")],
  "one name": [column("vendor", "VARCHAR")],
  places: [column("name", "VARCHAR"), column("pickup_lon", "DOUBLE"), column("pickup_lat", "DOUBLE")],
  "a yes or no": [column("paid", "BOOLEAN")],
  "ids only": [column("id", "BIGINT")],
  "something nested": [column("tags", "VARCHAR[]")],
  "a dotted name": [column("a.b", "VARCHAR"), column("c[0]", "INTEGER")],
  nothing: [],
};

const facts = (known: Record<string, number>, seen = 1_000): ChartFacts =>
  new Map(Object.entries(known).map(([name, distinct]) => [name, { distinct, seen, spanMs: null }]));

describe("firstChart", () => {
  it("draws an amount over time before all else", () => {
    expect(firstChart(cases["an amount over time"])).toMatchObject({
      mark: "line",
      encoding: { x: { field: "day" }, y: { field: "revenue", aggregate: "sum" } },
    });
  });

  it("never adds up what only tells rows apart, nor what is an average already", () => {
    expect(firstChart(cases["a count over time"])).toMatchObject({ encoding: { y: { aggregate: "count" } } });
    expect(firstChart(cases["a total by name"])).toMatchObject({ encoding: { x: { field: "revenue" } } });
    const priced = [column("day", "DATE"), column("unit_price", "DOUBLE")];
    expect(firstChart(priced)).toMatchObject({ encoding: { y: { aggregate: "mean" } } });
  });

  it("sets two amounts against each other, bins a single one, counts names, and puts places on a map", () => {
    expect(firstChart(cases["two amounts"])).toMatchObject({ mark: "point" });
    expect(firstChart(cases["one amount"])).toMatchObject({ encoding: { x: { bin: true } } });
    expect(firstChart(cases["one name"])).toMatchObject({ encoding: { x: { aggregate: "count" } } });
    expect(firstChart(cases["a yes or no"])).toMatchObject({ encoding: { y: { field: "paid" } } });
    expect(firstChart(cases.places)).toMatchObject({
      projection: { type: "equalEarth" },
      layer: [{}, { encoding: { longitude: { field: "pickup_lon" }, latitude: { field: "pickup_lat" } } }],
    });
  });

  it("draws a line for each of a few names, and leaves out what never changes", () => {
    const columns = [
      column("day", "DATE"),
      column("unit", "VARCHAR"),
      column("shop", "VARCHAR"),
      column("n", "INTEGER"),
    ];
    const drawn = firstChart(columns, facts({ day: 300, unit: 1, shop: 4, n: 90 }));
    expect(drawn).toMatchObject({ encoding: { color: { field: "shop" } } });
    expect(firstChart(columns, facts({ day: 300, unit: 1, shop: 40, n: 90 })).encoding).not.toHaveProperty(
      "color",
    );
  });

  it("takes a time unit that fits how long it goes on", () => {
    const columns = [column("at", "TIMESTAMP"), column("n", "INTEGER")];
    const unit = (days: number) => {
      const spanMs = days * 86_400_000;
      const known: ChartFacts = new Map([["at", { distinct: 50, seen: 1_000, spanMs }]]);
      return firstChart(columns, known).encoding;
    };
    expect(unit(1)).toMatchObject({ x: { timeUnit: "yearmonthdatehours" } });
    expect(unit(90)).toMatchObject({ x: { timeUnit: "yearmonthdate" } });
    expect(unit(4_000)).toMatchObject({ x: { timeUnit: "yearmonth" } });
  });

  it("has four alternatives or more where there is a time, a name and an amount", () => {
    const columns = [column("day", "DATE"), column("shop", "VARCHAR"), column("n", "INTEGER")];
    const forms = suggestCharts(columns, facts({ day: 300, shop: 4, n: 90 })).map(({ form }) => form);
    expect(forms).toEqual(["line", "bar", "histogram", "bar", "boxplot", "bar"]);
    const counted = suggestCharts(
      [column("at", "TIMESTAMP"), column("event", "VARCHAR")],
      facts({ at: 900, event: 3 }),
    );
    expect(counted.map(({ form }) => form)).toEqual(["line", "bar", "bar", "arc"]);
  });

  it.each(Object.entries(cases))("can always be asked for: %s", (_name, columns) => {
    expect(chartQuery(firstChart(columns), columns, "r", { widthPx: 400 }).ok).toBe(true);
    for (const { spec, sql } of suggestCharts(columns))
      if (!sql) expect(chartQuery(spec, columns, "r", { widthPx: 400 }).ok).toBe(true);
  });

  it("draws a map without complaint", async () => {
    const places = [
      { name: "pickup_lon", values: [13.4, -74, 151.2] },
      { name: "pickup_lat", values: [52.5, 40.7, -33.9] },
    ];
    const drawn = await drawSvg(firstChart(cases.places), places);
    expect(drawn.filter((part) => part.startsWith("warning"))).toEqual([]);
    expect(drawn.filter((part) => part.includes('aria-roledescription="circle"'))).toHaveLength(3);
  });
});

describe("the largest of many names", () => {
  let connection: DuckDBConnection;
  const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();
  beforeAll(async () => {
    connection = await (await DuckDBInstance.create(":memory:")).connect();
    await connection.run(`CREATE TABLE "all ""sales""" AS
      SELECT CASE WHEN i % 50 = 0 THEN NULL ELSE 'shop ' || (i % 50) END AS "from", i % 50 + 0.5 AS "the amount", i AS its_name
      FROM range(500) t(i)`);
  });
  const from = column("from", "VARCHAR");
  const amount = column("the amount", "DECIMAL(12,1)");

  it("are named, and all others are one row that says how many", async () => {
    const found = await rows(topSql('all "sales"', from, { op: "sum", column: amount }));
    expect(found).toHaveLength(31);
    expect(found[0]).toEqual(["shop 49", "495.0", "1"]);
    expect(found[29]).toEqual(["shop 20", "205.0", "30"]);
    // 0.5 to 19.5 ten times each; the rows without a name are among them.
    expect(found[30]).toEqual(["the other 20", "2000.0", "31"]);
  });

  it("have their mean over the rows themselves, and may be counted", async () => {
    const means = await rows(topSql('all "sales"', from, { op: "avg", column: amount }));
    expect(means[30]).toEqual(["the other 20", 10, "31"]);
    const counts = await rows(topSql('all "sales"', from, { op: "count", column: null }));
    expect(counts[0]?.[1]).toBe("10");
    expect(counts[30]?.[1]).toBe("200");
  });

  it("are suggested where a name has more than can be read", () => {
    const [best] = suggestCharts([from, amount], facts({ from: 50, "the amount": 50 }));
    expect(best).toMatchObject({ form: "bar", spec: { encoding: { y: { sort: { field: "place" } } } } });
    expect(best?.sql?.("sales")).toContain("FROM sales AS r");
  });

  it("are known from all rows of a small relation, and from a part of a large one", async () => {
    const columns = factColumns([from, amount, column("tags", "VARCHAR[]")]);
    const [few] = await rows(factsSql('all "sales"', columns, 500));
    expect(few).toEqual([500, 49, 50]);
    const [some] = await rows(factsSql('all "sales"', columns, 10_000_000));
    expect(some).toHaveLength(3);
  });
});
