import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { beforeAll, describe, expect, it } from "vitest";
import type { Column } from "../../engine/protocol.ts";
import { type ChartQueryOptions, chartQuery } from "../chartQuery.ts";
import { drawnFrom } from "../drawnFrom.ts";
import { type ChartColumn, rowsOfView, settleChart } from "../settleChart.ts";

const columns: Column[] = [
  { name: "t", type: "TIMESTAMP" },
  { name: "x", type: "DOUBLE" },
  { name: "y", type: "DOUBLE" },
  { name: "kind", type: "VARCHAR" },
];
const rowCount = 200_000;
let connection: DuckDBConnection;

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run("SET TimeZone='UTC'");
  await connection.run(`CREATE TABLE many AS SELECT make_timestamp(1700000000000000 + i * 1000000) AS t,
    CASE WHEN i % 1001 = 0 THEN NULL ELSE (hash(i) % 10000) / 100.0 END::DOUBLE AS x,
    CASE WHEN i % 997 = 0 THEN 'NaN'::DOUBLE ELSE (hash(i * 3) % 1000) / 10.0 END::DOUBLE AS y,
    ['a', 'b', 'c'][1 + (i % 3)::BIGINT] AS kind FROM range(${rowCount}) AS r(i)`);
});

async function read(sql: string): Promise<ChartColumn[]> {
  const reader = await connection.runAndReadAll(sql);
  const rows = reader.getRowsJS();
  return reader.columnNames().map((name, index) => ({ name, values: rows.map((row) => row[index]) }));
}

async function number(sql: string): Promise<number> {
  return Number((await read(sql))[0]?.values[0]);
}

function ask(spec: object, more: Partial<ChartQueryOptions> = {}) {
  const asked = chartQuery(spec, columns, "many", { widthPx: 400, rowCount, ...more });
  if (!asked.ok) throw new Error(asked.error.message);
  return asked.value;
}

const q = "quantitative";
const scatter = { mark: "point", encoding: { x: { field: "x", type: q }, y: { field: "y", type: q } } };

describe("a chart of more rows than can be drawn", () => {
  it("counts points in fewer than 4,000 cells, and loses none that has a place", async () => {
    const query = ask(scatter);
    expect(query.rows).toBe("density");
    const cells = await read(query.sql);
    const counts = cells.find(({ name }) => name === "rows")?.values.map(Number) ?? [];
    expect(counts.length).toBeLessThan(4_000);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(
      await number("SELECT count(*) FROM many WHERE isfinite(x) AND isfinite(y)"),
    );
    const inFirst = `SELECT count(*) FROM many WHERE x >= ${cells[0]?.values[0]} AND x < ${cells[1]?.values[0]} AND y >= ${cells[2]?.values[0]} AND y < ${cells[3]?.values[0]}`;
    expect(counts[0]).toBe(await number(inFirst));
    expect(query.spec.mark).toMatchObject({ type: "rect" });
    const drawn = { marks: counts.length, fetched: counts.length, truncated: false, rowCount };
    expect(drawnFrom(query, drawn).text).toMatch(
      /^[\d,]+ cells from 200,000 rows, coloured by how many rows lie in each$/,
    );
  });

  it("draws a random sample where colour tells points apart, and says so", async () => {
    const query = ask({
      ...scatter,
      encoding: { ...scatter.encoding, color: { field: "kind", type: "nominal" } },
    });
    expect(query.rows).toBe("sample");
    const sample = await read(query.sql);
    expect(sample[0]?.values.length).toBe(5_000);
    const kinds = sample.find(({ name }) => name === "kind")?.values ?? [];
    for (const kind of ["a", "b", "c"])
      expect(kinds.filter((value) => value === kind).length / 5_000).toBeCloseTo(1 / 3, 1);
    const drawn = { marks: 4_990, fetched: 5_000, truncated: false, rowCount };
    expect(drawnFrom(query, drawn)).toEqual({
      text: "4,990 points: 5,000 rows, a random sample of 200,000 rows",
      isPartial: true,
    });
  });

  it("asks how many rows a filter leaves, and draws them all where they are few", async () => {
    const filtered = { transform: [{ filter: "datum.x < 2 && isValid(datum.x)" }], ...scatter };
    const first = ask(filtered);
    expect(first.missingCounts).toHaveLength(1);
    const sql = first.missingCounts?.[0] ?? "";
    const left = await number(sql);
    expect(left).toBe(await number("SELECT count(*) FROM many WHERE x < 2"));
    const query = ask(filtered, { counts: new Map([[sql, left]]) });
    expect(query).toMatchObject({ rows: "raw", leftRows: left });
    expect(query.missingCounts).toBeUndefined();
    const many = ask(filtered, { counts: new Map([[sql, 150_000]]) });
    expect(many.rows).toBe("density");
    const drawn = { marks: 3_000, fetched: 3_000, truncated: false, rowCount, leftRows: 150_000 };
    expect(drawnFrom(many, drawn).text).toContain("150,000 rows, which its transforms leave of 200,000");
  });

  it("keeps the outline of an area and of a line, also behind a filter", async () => {
    const encoding = { x: { field: "t", type: "temporal" }, y: { field: "y", type: q } };
    for (const mark of ["line", "area"]) {
      const query = ask({ mark, encoding });
      expect(query.rows).toBe("outline");
      expect((await read(query.sql))[0]?.values.length).toBeLessThanOrEqual(400 * 4);
    }
    const filtered = { transform: [{ filter: "datum.kind === 'a'" }], mark: "line", encoding };
    const [sql = ""] = ask(filtered).missingCounts ?? [];
    const query = ask(filtered, { counts: new Map([[sql, await number(sql)]]) });
    expect(query.rows).toBe("outline");
    const [t, y] = await read(query.sql);
    const greatest = Math.max(...(y?.values.map(Number) ?? []));
    expect(greatest).toBe(await number("SELECT max(y) FROM many WHERE kind = 'a' AND isfinite(y)"));
    expect(t?.values[0]).toBe(
      await number("SELECT min(epoch_ms(t)) FROM many WHERE kind = 'a' AND isfinite(y)"),
    );
  });

  it("does not outline areas that stack, whose points belong together", () => {
    const encoding = {
      x: { field: "t", type: "temporal" },
      y: { field: "y", type: q },
      color: { field: "kind" },
    };
    expect(ask({ mark: "area", encoding }).rows).toBe("raw");
    expect(ask({ mark: "area", encoding: { ...encoding, y: { ...encoding.y, stack: null } } }).rows).toBe(
      "outline",
    );
  });

  it("gives each view of a chart the rows that it needs, and says which view has not all of them", async () => {
    const mean = { mark: "rule", encoding: { y: { aggregate: "mean", field: "y", type: q } } };
    const text = { mark: "text", encoding: { x: { field: "x", type: q }, text: { field: "kind" } } };
    const query = ask({ layer: [scatter, mean, text] });
    expect(query.views?.rows).toEqual(["density", "grouped", "raw"]);
    const settled = settleChart(query, await read(query.sql));
    expect(settled.views).toMatchObject([
      { rows: "density", truncated: false },
      { rows: "grouped", fetched: 1, truncated: false },
      { rows: "raw", fetched: 20_000, truncated: true },
    ]);
    expect(rowsOfView(query, settled.columns, 1)[0]?.values).toHaveLength(1);
    const drawn = { marks: 24_000, fetched: 24_000, truncated: true, rowCount, views: settled.views };
    expect(drawnFrom(query, drawn)).toEqual({
      text: "24,000 marks from 200,000 rows; one view draws the first 20,000 rows",
      isPartial: true,
    });
  });

  it("leaves what depends on a selection to Vega, and does what comes before it", () => {
    const chart = {
      params: [{ name: "least", value: 3, bind: { input: "range" } }],
      transform: [{ filter: "datum.kind === 'a'" }, { filter: "datum.x > least" }],
      ...scatter,
    };
    const query = ask(chart);
    expect(query.work).toEqual({ pushed: 1, left: 1 });
    expect(query.spec.transform).toEqual([{ filter: "datum.x > least" }]);
    expect(query.sql).toContain("WHERE");
  });
});
