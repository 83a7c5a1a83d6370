import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, it } from "vitest";
import { chartQuery } from "./chartQuery.ts";
import { drawSvg } from "./testing/drawSvg.ts";

describe("a line through more rows than can be drawn", () => {
  const spec = {
    mark: "line",
    encoding: { x: { field: "t", type: "quantitative" }, y: { field: "v" }, color: { field: "k" } },
  };
  const lineColumns = [
    { name: "t", type: "DOUBLE" },
    { name: "v", type: "DOUBLE" },
    { name: "k", type: "VARCHAR" },
  ];
  const outline = chartQuery(spec, lineColumns, "walk", { widthPx: 100, maxRows: 1000, rowCount: 60_000 });

  it("keeps the ends and extremes of each pixel column of each series", async () => {
    if (!outline.ok) throw new Error(outline.error.message);
    expect(outline.value).toMatchObject({ rows: "outline", pushedDown: true });
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    await connection.run(`CREATE TABLE walk AS SELECT i / 10.0 AS t, ['a', 'b'][1 + i % 2] AS k,
      CASE WHEN i % 97 = 0 THEN NULL WHEN i % 89 = 0 THEN 'NaN'::DOUBLE ELSE sin(i / 900.0) + (hash(i) % 1000) / 500.0 END AS v
      FROM range(60000) AS r(i)`);
    const rows = (await connection.runAndReadAll(outline.value.sql)).getRowsJS();
    expect(rows.length).toBeLessThanOrEqual(2 * 100 * 4);
    expect(rows.length).toBeGreaterThan(2 * 100 * 2);
    const extremes = `SELECT k, min(t), max(t), min(v), max(v) FROM walk WHERE isfinite(v) GROUP BY k ORDER BY k`;
    const kept = `SELECT k, min(t), max(t), min(v), max(v) FROM (${outline.value.sql}) GROUP BY k ORDER BY k`;
    const read = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJS();
    expect(await read(kept)).toEqual(await read(extremes));
    const columnsOf = (source: string) =>
      `SELECT k, least(floor((t - 0.1) / (5999.9 - 0.1) * 100), 99) AS px, min(v), max(v), min(t), max(t) FROM ${source} GROUP BY ALL ORDER BY ALL`;
    expect(await read(columnsOf(`(${outline.value.sql})`))).toEqual(
      await read(columnsOf("(SELECT * FROM walk WHERE isfinite(v))")),
    );
    const drawn = await drawSvg(
      outline.value.spec,
      ["t", "v", "k"].map((name, index) => ({ name, values: rows.map((row) => row[index]) })),
    );
    expect(drawn.filter((element) => element.startsWith("<path aria-label")).length).toBe(2);
  });

  it("is left alone where all rows fit, or a part of it needs each row", () => {
    const few = chartQuery(spec, lineColumns, "walk", { widthPx: 100, rowCount: 500 });
    expect(few.ok && few.value.rows).toBe("raw");
    for (const encoding of [
      { ...spec.encoding, size: { field: "v" } },
      { ...spec.encoding, tooltip: { field: "t" } },
    ]) {
      const asked = chartQuery({ ...spec, encoding }, lineColumns, "walk", {
        widthPx: 100,
        rowCount: 60_000,
      });
      expect(asked.ok && asked.value.rows).toBe("raw");
    }
  });
});
