import { afterAll, expect, it } from "vitest";
import { answerSql } from "../testing/answerSql.ts";
import { WasmDuckDB } from "../testing/wasmDuckDB.ts";
import { timeMacrosSql } from "./timeMacros.ts";

const engine = new WasmDuckDB([
  ...timeMacrosSql(),
  "create table t as select d, d::timestamp as ts, d::timestamptz as z from (select unnest([date '2024-01-30', null, date '2024-03-01']) as d)",
]);
afterAll(() => engine.stop());

it("keeps NULL moments apart, whose date_trunc DuckDB 1.4.3 takes for moments of their own", async () => {
  const cut = ["ts", "d", "z", "ts::DATE", "date_trunc('hour', ts)"].map((t) => `date_trunc('month', ${t})`);
  for (const call of [
    ...cut,
    "date_trunc('day', ts)",
    "datetrunc('hour', ts)",
    "date_part('hour', ts)",
    "hour(ts)",
  ]) {
    const found = await answerSql(engine, `select count(*) from t where ${call} is null`);
    expect(found, call).toMatchObject({ status: "ok", value: { rows: [["1"]] } });
    const group = `select n from (select ${call} as k, count(*) as n from t group by 1) where k is null`;
    expect(await answerSql(engine, group), call).toMatchObject({ status: "ok", value: { rows: [["1"]] } });
  }
});
