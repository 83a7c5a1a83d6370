import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerSql } from "../testing/answerSql.ts";
import { NativeDuckDB } from "../testing/nativeDuckDB.ts";
import { WasmDuckDB } from "../testing/wasmDuckDB.ts";
import { timeMacrosSql } from "./timeMacros.ts";
import { isZone, zoneTransitions } from "./zoneOffsets.ts";

// Every ninth second-odd moment from 1835 to 2099, so that each zone's history is met on both sides.
const moments = "select timestamp '1835-01-01' + to_seconds(i * 832117) as ts from range(10000) r(i)";
const engine = new WasmDuckDB([...timeMacrosSql(), `create table m as ${moments}`], 30_000);
let native: NativeDuckDB;
beforeAll(async () => {
  native = await NativeDuckDB.start([`create table m as ${moments}`]);
});
afterAll(() => {
  engine.stop();
  native.stop();
});

async function same(sql: string): Promise<void> {
  const expected = { status: "ok", value: await native.texts(sql) };
  expect(await answerSql(engine, sql), sql).toEqual(expected);
}

describe("time zones", () => {
  it.each([
    "Europe/Paris",
    "America/New_York",
    "Africa/Casablanca",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "EST",
    "Etc/GMT+5",
  ])("%s: both directions, over 264 years", async (zone) => {
    await same(`select ts, ts at time zone '${zone}', ts::timestamptz at time zone '${zone}' from m`);
  });

  it("gaps and overlaps of the wall clock to the microsecond", async () => {
    const seconds = [-7201, -3601, -3600, -1801, -1, 0, 1, 1799, 1800, 3599, 3600, 3601, 7200];
    const turns: [string, string][] = [
      ["Europe/Paris", "2024-03-31 02:00:00"],
      ["Europe/Paris", "2024-10-27 03:00:00"],
      ["America/New_York", "2024-03-10 02:00:00"],
      ["America/New_York", "2024-11-03 02:00:00"],
      ["Australia/Lord_Howe", "2024-04-07 02:00:00"],
      ["Pacific/Apia", "2011-12-30 00:00:00"],
    ];
    for (const [zone, turn] of turns) {
      const values = seconds.map((s) => `timestamp '${turn}' + to_seconds(${s}) - to_microseconds(1)`);
      await same(`select unnest([${values.join(", ")}]) at time zone '${zone}'`);
      await same(`select unnest([${values.join(", ")}])::timestamptz at time zone '${zone}'`);
    }
  });

  it("chains, names in any case, nulls and infinities, in expressions of every kind", async () => {
    await same("select max(ts at time zone 'UTC' at time zone 'Europe/Paris') from m");
    await same("select ts at time zone 'america/NEW_york' at time zone 'Europe/Paris' from m limit 50");
    await same(
      "select date_trunc('month', ts::timestamptz at time zone 'Asia/Tokyo') d, count(*) from m group by 1 order by 1 limit 20",
    );
    await same(
      "select timezone('Europe/Paris', NULL::timestamp), timezone(NULL, timestamp '2024-01-01'), date '2024-07-01' at time zone 'Europe/Paris'",
    );
    await same(
      "select timestamp 'infinity' at time zone 'Europe/Paris', timestamptz '-infinity' at time zone 'Asia/Tokyo'",
    );
    await same("select list_transform([ts], lambda x: x at time zone 'Europe/Paris') from m limit 5");
  });

  it("offsets come from Intl, once for each zone", () => {
    const paris = zoneTransitions("europe/paris");
    expect(paris).toBe(zoneTransitions("Europe/Paris"));
    expect(paris?.fromMs[0]).toBe(Number.NEGATIVE_INFINITY);
    expect(paris?.offsetSeconds[0]).toBe(561);
    expect(zoneTransitions("Nope/Nope")).toBeNull();
    expect([isZone("UTC"), isZone("EST"), isZone("+02:00"), isZone("day")]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
