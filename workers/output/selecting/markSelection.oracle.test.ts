import { existsSync } from "node:fs";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { parse, type Spec, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { beforeAll, describe, expect, it } from "vitest";
import { chartQuery } from "../../../lib/chart/chartQuery.ts";
import { asJsonObject } from "../../../lib/chart/jsonObject.ts";
import { selectableViews } from "../../../lib/chart/selection/selectableViews.ts";
import { selectionSql } from "../../../lib/chart/selection/selectionSql.ts";
import { type ChartColumn, settleChart } from "../../../lib/chart/settleChart.ts";
import { createOddRelation, groupedSpecs, unzoned } from "../../../lib/chart/testing/groupedSpecs.ts";
import { statsOf } from "../../../lib/chart/testing/statsOf.ts";
import type { Column } from "../../../lib/engine/protocol.ts";
import { markSelection } from "./markSelection.ts";
import { plottedMarks } from "./plottedMarks.ts";

const events = "../shared/data/events";
const files = {
  strikes: "birdstrikes-vega/birdstrikes.csv",
  taxis: "nyc-taxi/taxis.csv",
  storms: "noaa-storm/StormEvents_locations-ftp_v1.0_d2016_c20170816.csv.gz",
};
const hasFiles = existsSync(events);

let connection: DuckDBConnection;
const columnsOf = new Map<string, Column[]>();

async function rows(sql: string): Promise<unknown[][]> {
  return (await connection.runAndReadAll(sql)).getRowsJS().map((row) => [...row]);
}

async function read(sql: string): Promise<ChartColumn[]> {
  const reader = await connection.runAndReadAll(sql);
  const found = reader.getRowsJS();
  const plain = (value: unknown) => (typeof value === "bigint" ? Number(value) : value);
  return reader.columnNames().map((name, index) => ({ name, values: found.map((row) => plain(row[index])) }));
}

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run("SET TimeZone='UTC'");
  await connection.run(createOddRelation);
  for (const [name, file] of Object.entries(files))
    if (hasFiles) await connection.run(`CREATE TABLE "${name}" AS FROM '${events}/${file}'`);
  for (const relation of ["odd relation", ...(hasFiles ? Object.keys(files) : [])]) {
    const described = await rows(`DESCRIBE "${relation}"`);
    columnsOf.set(
      relation,
      described.map(([name, type]) => ({ name: String(name), type: String(type) })),
    );
  }
});

interface SceneItem {
  datum?: object;
  items?: readonly SceneItem[];
  name?: string;
  role?: string;
  marktype?: string;
}

/** Every mark that Vega draws of a chart, as a condition: how many rows it stands for, and how many fulfil it. */
async function marksOf(
  spec: object,
  relation: string,
  timezone: string | null,
): Promise<{ shown: number[]; counted: number[]; sqls: string[] }> {
  const known = columnsOf.get(relation) ?? [];
  const texts = async (sql: string) => (await connection.runAndReadAll(sql)).getRows();
  // With them a zone's clock is a few comparisons; without them it is hundreds, in each of the conditions.
  const stats = timezone === null ? [] : await statsOf(texts, relation, known);
  const asked = chartQuery(spec, known, relation, { widthPx: 400, timezone, stats });
  if (!asked.ok) throw new Error(asked.error.message);
  const { spec: drawn, columns, edges } = settleChart(asked.value, await read(asked.value.sql));
  const chart = { query: asked.value, again: { edges } };
  const values = Array.from({ length: columns[0]?.values.length ?? 0 }, (_, row) =>
    Object.fromEntries(columns.map((column) => [column.name, column.values[row]])),
  );
  const compiled: Spec = compile({
    width: 300,
    height: 200,
    ...drawn,
    data: { values },
  } as unknown as TopLevelSpec).spec;
  const views = selectableViews(chart);
  const marks = plottedMarks(asJsonObject(compiled), views);
  const view = new View(parse(compiled), { renderer: "none" });
  await view.runAsync();
  const found: { datum: object; name: string }[] = [];
  const walk = (node: SceneItem) => {
    if (node.marktype && node.marktype !== "group" && node.role === "mark" && node.name) {
      for (const { datum } of node.items ?? []) if (datum) found.push({ datum, name: node.name });
    } else for (const item of node.items ?? []) walk(item);
  };
  walk(Object(view.scenegraph()).root);
  view.finalize();
  const sqls: string[] = [];
  const shown: number[] = [];
  for (const { datum, name } of found) {
    const mark = marks.get(name);
    if (!mark) throw new Error(`no mark ${name}`);
    const said = selectionSql(markSelection(datum, mark, views), chart);
    if (!said.ok) throw new Error(said.reason);
    sqls.push(said.sql);
    const count = Object.entries(datum).find(([key]) => /^(?:sum_)?count(?:_\d+)?$/.test(key))?.[1];
    shown.push(Number(count));
  }
  const list = sqls.map((sql, index) => `count(*) FILTER (WHERE ${sql})::DOUBLE AS n${index}`);
  const [counted = []] = list.length > 0 ? await rows(`SELECT ${list.join(", ")} FROM "${relation}"`) : [];
  return { shown, counted: counted.map(Number), sqls };
}

/** The same chart whose marks also say of how many rows they are. */
function withCount(spec: object): object {
  const counted = { aggregate: "count", type: "quantitative" };
  const into = (part: Record<string, unknown>): object => ({
    ...part,
    ...(part.encoding ? { encoding: { ...asJsonObject(part.encoding), description: counted } } : {}),
    ...(Array.isArray(part.layer) ? { layer: part.layer.map(into) } : {}),
  });
  return into(asJsonObject(spec));
}

async function expectSame(spec: object, relation: string, timezone: string | null = null): Promise<void> {
  const { shown, counted, sqls } = await marksOf(withCount(spec), relation, timezone);
  expect(shown.length).toBeGreaterThan(0);
  expect(counted.map((count, index) => [count, sqls[index]])).toEqual(
    shown.map((count, index) => [count, sqls[index]]),
  );
}

/** One of four, and all that cut values into bins and units. */
const oddCharts = Object.keys(groupedSpecs).filter(
  (name, index) => index % 4 === 0 || /histogram|bins|by (?:week|month|quarter|hour|day)/.test(name),
);

const timedCharts = ["by month", "by hour of the calendar", "by day of the week and hour"];

const q = "quantitative";
const count = { aggregate: "count", type: q };
const realCharts: Record<string, { of: keyof typeof files; spec: object }> = {
  "names with blanks and a bin of costs": {
    of: "strikes",
    spec: {
      mark: "rect",
      encoding: {
        x: { field: "Cost Total $", bin: { maxbins: 20 }, type: q },
        y: { field: "Wildlife Size", type: "nominal" },
        color: count,
      },
    },
  },
  "days as months": {
    of: "strikes",
    spec: {
      mark: "bar",
      encoding: {
        x: { field: "Flight Date", timeUnit: "yearmonth", type: "temporal" },
        y: count,
        color: { field: "Time of day" },
      },
    },
  },
  "fares in bins of a tenth": {
    of: "taxis",
    spec: {
      transform: [{ filter: "datum.fare < 20" }],
      mark: "bar",
      encoding: { x: { field: "fare", bin: { step: 0.1 }, type: q }, y: count },
    },
  },
  "a computed share, by hour": {
    of: "taxis",
    spec: {
      transform: [
        { calculate: "datum.tip / datum.fare", as: "share" },
        { filter: "isValid(datum.payment) && datum.share < 1" },
      ],
      mark: "rect",
      encoding: {
        x: { field: "share", bin: { maxbins: 25 }, type: q },
        y: { field: "pickup", timeUnit: "hours", type: "ordinal" },
        color: count,
      },
    },
  },
  "a time unit as a transform": {
    of: "taxis",
    spec: {
      transform: [{ timeUnit: "yearmonthdate", field: "pickup", as: "day" }],
      mark: "line",
      encoding: { x: { field: "day", type: "temporal" }, y: count, color: { field: "payment" } },
    },
  },
  "degrees with six digits": {
    of: "storms",
    spec: {
      mark: "rect",
      encoding: {
        x: { field: "LONGITUDE", bin: { maxbins: 40 }, type: q },
        y: { field: "LATITUDE", bin: { maxbins: 30 }, type: q },
        color: count,
      },
    },
  },
};

describe("the rows of a mark are those that it counts", () => {
  it.each(oddCharts)("%s", (name) => expectSame(groupedSpecs[name] ?? {}, "odd relation"));
  it.each(timedCharts)("%s, on a clock of its own", (name) =>
    expectSame(unzoned(groupedSpecs[name] ?? {}), "odd relation", "America/St_Johns"),
  );
});

describe.skipIf(!hasFiles)("the rows of a mark of real data (needs ../shared/data)", () => {
  it.each(Object.keys(realCharts))("%s", async (name) => {
    const chart = realCharts[name];
    if (chart) await expectSame(chart.spec, chart.of);
  });

  it("days on a clock of its own", async () => {
    const chart = realCharts["a time unit as a transform"];
    if (chart) await expectSame(chart.spec, chart.of, "America/New_York");
  });
});
