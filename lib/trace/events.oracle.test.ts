import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compileEvents, logOf } from "../events/compileEvents.ts";
import { guessColumns } from "../events/guessColumns.ts";
import { readEvents } from "../events/text/readEvents.ts";
import { readQuery } from "./query.ts";
import { rowsBehind } from "./rowsBehind.ts";
import { type NativeTrace, openTrace } from "./testing/nativeTrace.ts";

const snowplow = "../shared/data/events/clickstream-snowplow-web/source/snowplow_web_events.csv.gz";

/** Each made of the events of one entity, one moment or one group of them, in several parts. */
const texts = [
  "sessions: {}",
  "sessions: { rows: true }",
  "dedupe: { by: event_id }",
  "group: { rows: [event_name], measures: [count] }",
];

describe.skipIf(!existsSync(snowplow))("rows of events cells over the Snowplow sample", () => {
  let trace: NativeTrace;
  beforeAll(async () => {
    trace = await openTrace([
      `create table events as select event_id, domain_userid, derived_tstamp, event_name, page_url from read_csv('${snowplow}', sample_size=-1)`,
    ]);
  });
  afterAll(() => trace.native.stop());

  it.each(texts)("lead back to events that make them alone: %s", async (text) => {
    const columns = await trace.engine.columns("select * from events limit 0");
    const choices = readEvents(`entity: domain_userid\ntime: derived_tstamp\nevent: event_name\n${text}`);
    const sql = compileEvents(choices, logOf(choices, "events", columns, guessColumns(columns)), []);
    const [row] = await trace.rowsOf(sql);
    if (!row) throw new Error("no rows");
    const { behind } = await rowsBehind(readQuery(sql), row, trace.engine);
    expect(behind.every(({ count }) => count > 0)).toBe(true);
    const places = [...((await trace.placesOf(sql, row)).get("events") ?? [])];
    expect(places.length).toBeGreaterThan(0);
    await trace.native.run("create schema if not exists alone");
    await trace.native.run(
      `create or replace table alone.events as select * from main.events where rowid in (${places.join(", ")})`,
    );
    await trace.native.run("set schema = 'alone'");
    const alone = await trace.native.texts(sql).finally(() => trace.native.run("set schema = 'main'"));
    expect(alone.rows).toContainEqual(row.values);
  });
});
