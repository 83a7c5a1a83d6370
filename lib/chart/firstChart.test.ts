import { describe, expect, it } from "vitest";
import { chartQuery } from "./chartQuery.ts";
import { firstChart } from "./firstChart.ts";

const column = (name: string, type: string) => ({ name, type });
const cases = {
  "an amount over time": [column("id", "BIGINT"), column("day", "DATE"), column("revenue", "DECIMAL(10,2)")],
  "a count over time": [column("user_id", "BIGINT"), column("at", "TIMESTAMP WITH TIME ZONE")],
  "a total by name": [column("order_id", "BIGINT"), column("vendor", "VARCHAR"), column("revenue", "DOUBLE")],
  "two amounts": [column("width", "DOUBLE"), column("height", "DOUBLE")],
  "one amount": [column("width", "DOUBLE")],
  "ids only": [column("id", "BIGINT")],
  "something nested": [column("tags", "VARCHAR[]")],
  "a dotted name": [column("a.b", "VARCHAR"), column("c[0]", "INTEGER")],
  nothing: [],
};

describe("firstChart", () => {
  it("draws an amount over time before all else", () => {
    expect(firstChart(cases["an amount over time"])).toMatchObject({
      mark: "line",
      encoding: { x: { field: "day" }, y: { field: "revenue", aggregate: "sum" } },
    });
  });

  it("never adds up what only tells rows apart", () => {
    expect(firstChart(cases["a count over time"])).toMatchObject({ encoding: { y: { aggregate: "count" } } });
    expect(firstChart(cases["a total by name"])).toMatchObject({ encoding: { x: { field: "revenue" } } });
  });

  it("sets two amounts against each other and bins a single one", () => {
    expect(firstChart(cases["two amounts"])).toMatchObject({ mark: "point" });
    expect(firstChart(cases["one amount"])).toMatchObject({ encoding: { x: { bin: true } } });
  });

  it.each(Object.entries(cases))("can always be asked for: %s", (_name, columns) => {
    expect(chartQuery(firstChart(columns), columns, "r", { widthPx: 400 }).ok).toBe(true);
  });
});
