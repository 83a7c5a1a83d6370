import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerSql } from "../sql/testing/answerSql.ts";
import { NativeDuckDB } from "../sql/testing/nativeDuckDB.ts";
import { WasmDuckDB } from "../sql/testing/wasmDuckDB.ts";
import { timeMacrosSql } from "../sql/time/timeMacros.ts";
import { compileEvents, logOf } from "./compileEvents.ts";
import { guessColumns } from "./guessColumns.ts";
import { entitiesSql, timelineSql } from "./sql/timelineSql.ts";
import { anyLog, fillSql, logColumns } from "./testing/eventsOracle.ts";
import { readEvents } from "./text/readEvents.ts";

/** Every analysis, and every way that makes another SQL of it. */
const texts = [
  "",
  "zone: Europe/Paris\nsessions: { gap: 2 hours, midnight: true, longest: 1 hour, measures: [{ p90: amount }, { first: amount }] }",
  "sessions: { rows: true, longest: 10 minutes, beyond: drop }",
  "sessions: { id: event }",
  "funnel: { steps: [view, buy], within: 1 day, by: event }",
  'funnel: { steps: [view, { where: amount > 3, as: "it\'s much" }] }',
  "funnel: { order: strict, steps: [view, buy] }",
  "funnel: { order: any, steps: [view, buy], within: 3 hours }",
  "zone: America/New_York\nretention: { period: day, unbounded: true, returns: buy }",
  "retention: { period: week, counting: own, periods: 3 }",
  "retention: { period: month }",
  "zone: Asia/Kolkata\nretention: { period: hour, periods: 4 }",
  "paths: { length: 3, gap: 1 hour }",
  "paths: { after: view, repeats: true }",
  "touch: { of: [event, amount], conversion: buy, within: 2 days }",
  "touch: { of: event, where: amount > 2 }",
  "dedupe: { within: 1 hour }",
  "dedupe: { by: [event, amount], keep: last }",
  "late: { arrived: arrived, allowed: 10 minutes }",
  "zone: Europe/London\nlate: { arrived: arrived, rows: true, among: all }",
  "zone: Europe/Paris\nwindow: { size: 3 hours, every: 1 hour, by: event, measures: [count, { avg: amount }, { approx distinct: amount }] }",
  "window: { size: 2 months, every: 1 month }",
  "zone: Europe/Paris\ngroup: { rows: [{ column: at, by: day }] }",
  "where: amount > 1\ngroup: { rows: [event, { column: at, by: week }], measures: [{ sum: amount, show: share of parent }, { stddev: amount }], totals: true, sort: stddev_amount desc }",
  "group: { rows: [{ column: amount, top: 3 }], columns: event, totals: true, measures: [count, { median: at }] }",
  "group: { rows: [{ column: amount, bin: 3 }], measures: [{ sum: amount, show: running }, { max: event, show: rank }, { sql: sum(amount) / count(*), as: mean }], having: mean > 1 }",
];

let native: NativeDuckDB;
let wasm: WasmDuckDB;
const [events = []] = fc.sample(
  anyLog({ most: 200 }).filter((log) => log.length > 120),
  { seed: 7, numRuns: 1 },
);

beforeAll(async () => {
  native = await NativeDuckDB.start(["SET threads=1"]);
  wasm = new WasmDuckDB(timeMacrosSql(), 30_000);
  for (const sql of fillSql(events)) {
    await native.run(sql);
    expect(await wasm.query(sql)).toMatchObject({ status: "ok" });
  }
}, 60_000);
afterAll(() => {
  native.stop();
  wasm.stop();
});

describe("in the browser's DuckDB", () => {
  it.each(texts)("%j comes to the same rows", async (text) => {
    const choices = readEvents(text);
    const log = logOf(choices, "the log", logColumns, guessColumns(logColumns));
    const sql = compileEvents(choices, log, ["buy", "view", null]);
    const expected = await native.texts(sql);
    expect(expected.rows.length).toBeGreaterThan(0);
    expect(await answerSql(wasm, sql)).toEqual({ status: "ok", value: expected });
  });

  it("shows the same timeline of one entity, and the same entities to choose from", async () => {
    for (const text of [
      "sessions: { gap: 2 hours }",
      "funnel: { steps: [view, { where: amount > 3 }] }",
      "late:",
    ]) {
      const choices = readEvents(text);
      const log = logOf(choices, "the log", logColumns, guessColumns(logColumns));
      for (const sql of [timelineSql(log, choices, "b-1"), entitiesSql(log, "B", 10)]) {
        const expected = await native.texts(sql);
        expect(expected.rows.length).toBeGreaterThan(1);
        expect(await answerSql(wasm, sql)).toEqual({ status: "ok", value: expected });
      }
    }
  });

  it.each(["TIMESTAMP WITH TIME ZONE", "DATE", "TIMESTAMP_MS"])("times may be %s", async (type) => {
    const relation = `log of ${type}`;
    const make = `CREATE TABLE "${relation}" AS SELECT * REPLACE ("at"::${type} AS "at") FROM "the log"`;
    await native.run(make);
    await wasm.query(make);
    const columns = logColumns.map((column) => (column.name === "at" ? { ...column, type } : column));
    for (const text of [
      "zone: Asia/Kolkata\nsessions: { midnight: true, gap: 3 hours }",
      "window: { size: 6 hours }",
      "group: { rows: [{ column: at, by: day }] }",
    ]) {
      const choices = readEvents(text);
      const sql = compileEvents(choices, logOf(choices, relation, columns, guessColumns(columns)));
      expect(await answerSql(wasm, sql)).toEqual({ status: "ok", value: await native.texts(sql) });
    }
  });
});
