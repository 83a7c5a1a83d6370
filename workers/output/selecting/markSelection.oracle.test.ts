import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { parse, type Spec, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { beforeAll, describe, expect, it } from "vitest";
import { chartQuery } from "../../../lib/chart/chartQuery.ts";
import { asJsonObject } from "../../../lib/chart/jsonObject.ts";
import { selectableViews } from "../../../lib/chart/selection/selectableViews.ts";
import { selectionSql } from "../../../lib/chart/selection/selectionSql.ts";
import { type ChartColumn, settleChart } from "../../../lib/chart/settleChart.ts";
import { createOddRelation, groupedSpecs } from "../../../lib/chart/testing/groupedSpecs.ts";
import type { Column } from "../../../lib/engine/protocol.ts";
import { markSelection } from "./markSelection.ts";
import { plottedMarks } from "./plottedMarks.ts";

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
  for (const relation of ["odd relation"]) {
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
): Promise<{ shown: number[]; counted: number[]; sqls: string[] }> {
  const asked = chartQuery(spec, columnsOf.get(relation) ?? [], relation, { widthPx: 400 });
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

describe("the rows of a mark are those that it counts", () => {
  it.each(Object.keys(groupedSpecs))("%s", async (name) => {
    const { shown, counted, sqls } = await marksOf(withCount(groupedSpecs[name] ?? {}), "odd relation");
    expect(shown.length).toBeGreaterThan(0);
    expect(counted.map((count, index) => [count, sqls[index]])).toEqual(
      shown.map((count, index) => [count, sqls[index]]),
    );
  });
});
