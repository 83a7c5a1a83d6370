import { beforeAll, describe, expect, it } from "vitest";
import { askChart } from "../../lib/chart/askChart.ts";
import { type StartedEngine, startedEngine } from "./testing/startedEngine.ts";

let engine: StartedEngine;
let runs = 0;

beforeAll(async () => {
  engine = await startedEngine();
});

async function run(name: string, sql: string, keep?: "table" | "view") {
  const request = { runId: ++runs, name, sql, params: {}, ...(keep ? { keep } : {}) };
  const answer = await engine.api.run(request, () => undefined);
  if (!answer.ok || !answer.value.result) throw new Error(answer.ok ? "no rows" : answer.error.message);
  return answer.value.result;
}

describe("statistics of columns", () => {
  it("are those of the rows that a name means now, also where a view passes them through", async () => {
    await run("base", `select i as "a ""b""", nullif(i, 3) as gaps, 'x' || i as t from range(10) r(i)`);
    const stats = await engine.api.columnStats("BASE", ['a "b"', "gaps", "t"]);
    expect(stats).toMatchObject({
      ok: true,
      value: [
        { name: 'a "b"', mayBeNull: false, least: "0", greatest: "9" },
        { name: "gaps", mayBeNull: true, least: "0", greatest: "9" },
        { name: "t", mayBeNull: false },
      ],
    });
    const passed = await run("passed", `select gaps as "so" from base`);
    expect(passed.kept).toBe("view");
    expect(await engine.api.columnStats("passed", ["so"])).toMatchObject({
      value: [{ name: "so", mayBeNull: true, greatest: "9" }],
    });
    await run("base", "select i + 100 as gaps from range(5) r(i)");
    expect(await engine.api.columnStats("base", ["gaps"])).toMatchObject({
      value: [{ mayBeNull: false, least: "100", greatest: "104" }],
    });
  });

  it("are none where rows are computed, absent, or not there at all", async () => {
    await run("computed", "select i as a from range(10) r(i)", "view");
    await run("empty", "select i as a from range(0) r(i)");
    for (const name of ["computed", "empty", "nowhere"])
      expect(await engine.api.columnStats(name, ["a"]), name).toEqual({ ok: true, value: [] });
    expect(await engine.api.columnStats("base", [])).toEqual({ ok: true, value: [] });
  });

  it("keep a chart right where moments are missing, which DuckDB's own date_trunc does not", async () => {
    const made = await run(
      "gappy",
      "select case when i % 10 > 0 then timestamp '2024-03-01' + to_minutes(i) end as t from range(1000) r(i)",
    );
    const x = { field: "t", timeUnit: "yearmonthdatehours", type: "temporal" };
    const spec = { mark: "line", encoding: { x, y: { aggregate: "count" } } };
    const { columns, rowCount } = made;
    const asked = await askChart({ spec, columns, relation: "gappy", rowCount, widthPx: 400 }, engine.api);
    if (!asked.ok) throw new Error(asked.error.message);
    const [hours, counts] = asked.value.columns.map(({ values }) => values);
    const firstHour = Date.UTC(2024, 2, 1);
    expect(hours?.filter((hour) => hour !== null)).toEqual(
      Array.from({ length: 17 }, (_, hour) => firstHour + hour * 3_600_000),
    );
    expect(counts?.[hours?.indexOf(null) ?? -1]).toBe(100);
  });
});
