import { existsSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compileEvents, logOf } from "./compileEvents.ts";
import { guessColumns } from "./guessColumns.ts";
import {
  anyLog,
  byEntity,
  type Counted,
  EventsOracle,
  type LoggedEvent,
  momentText,
} from "./testing/eventsOracle.ts";
import { readEvents } from "./text/readEvents.ts";

let oracle: EventsOracle;
beforeAll(async () => {
  oracle = await EventsOracle.start();
});
afterAll(() => oracle.native.stop());

interface Rule {
  gap: number;
  /** Minutes between UTC and the clock whose midnights cut, or null. */
  cutAt: number | null;
  longest: number | null;
}

/** Sessions, one event after the other. */
function modelSessions(events: readonly LoggedEvent[], { gap, cutAt, longest }: Rule): Counted[][] {
  const day = (minute: number) => Math.floor((minute + (cutAt ?? 0)) / 1440);
  const sessions: Counted[][] = [];
  for (const own of byEntity(events).values()) {
    let stretch: Counted[] = [];
    const stretches = [stretch];
    for (const event of own) {
      const last = stretch.at(-1);
      const begins =
        last &&
        (event.minute - last.minute > gap || (cutAt !== null && day(event.minute) !== day(last.minute)));
      if (begins) {
        stretch = [];
        stretches.push(stretch);
      }
      stretch.push(event);
    }
    for (const each of stretches) {
      const pieces = new Map<number, Counted[]>();
      for (const event of each) {
        const start = each[0]?.minute ?? 0;
        const piece = longest === null ? 0 : Math.floor((event.minute - start) / longest);
        pieces.set(piece, [...(pieces.get(piece) ?? []), event]);
      }
      sessions.push(...pieces.values());
    }
  }
  return sessions;
}

const rules: [string, Rule][] = [
  ["", { gap: 30, cutAt: null, longest: null }],
  ["sessions: { gap: 5 minutes }", { gap: 5, cutAt: null, longest: null }],
  ["sessions:\n  gap: 10h\n  midnight: true", { gap: 600, cutAt: 0, longest: null }],
  ["zone: Asia/Kolkata\nsessions: { gap: 10 h, midnight: true }", { gap: 600, cutAt: 330, longest: null }],
  ["sessions: { gap: 3 hours, longest: 1 hour }", { gap: 180, cutAt: null, longest: 60 }],
  [
    "zone: America/New_York\nsessions: { gap: 5 hours, longest: 2 hours, midnight: true }",
    { gap: 300, cutAt: -300, longest: 120 },
  ],
];

describe("sessions", () => {
  it.each(rules)("with %j are those that one would find by hand", async (text, rule) => {
    await fc.assert(
      fc.asyncProperty(anyLog(), async (events) => {
        await oracle.fill(events);
        const found = await oracle.rows(text);
        const model = modelSessions(events, rule);
        const seen = new Map<string, number>();
        expect(found).toEqual(
          model.map((session) => {
            const [first] = session;
            const last = session.at(-1);
            const who = first?.who ?? "";
            const nr = (seen.get(who) ?? 0) + 1;
            seen.set(who, nr);
            const seconds = ((last?.minute ?? 0) - (first?.minute ?? 0)) * 60;
            return {
              session_id: `${who}-${nr}`,
              "who is it": who,
              session: String(nr),
              started_at: momentText(first?.minute ?? 0),
              ended_at: momentText(last?.minute ?? 0),
              seconds: `${seconds}.0`,
              events: String(session.length),
              first_event: first?.what ?? null,
              last_event: last?.what ?? null,
            };
          }),
        );
      }),
      { numRuns: 5 },
    );
  });

  it("as rows keep every row of the log, those of nobody without a session", async () => {
    await fc.assert(
      fc.asyncProperty(anyLog(), async (events) => {
        await oracle.fill(events);
        const found = await oracle.rows("sessions: { rows: true, gap: 1 hour }");
        const sessions = modelSessions(events, { gap: 60, cutAt: null, longest: null });
        expect(found).toHaveLength(events.length);
        const counted = found.filter(({ session }) => session !== null);
        expect(counted.map(({ at, event }) => [at, event])).toEqual(
          sessions.flat().map(({ minute, what }) => [momentText(minute), what]),
        );
        const sizes = new Map<string | null, number>();
        for (const { session_id = null } of counted) sizes.set(session_id, (sizes.get(session_id) ?? 0) + 1);
        expect([...sizes.values()]).toEqual(sessions.map((rows) => rows.length));
        expect(Object.keys(found[0] ?? {}).slice(0, 5)).toEqual(
          events.length > 0 ? ["who is it", "at", "event", "amount", "arrived"] : [],
        );
      }),
      { numRuns: 5 },
    );
  });

  it("may drop what comes after the longest, and have measures of their own", async () => {
    await oracle.fill(
      [0, 20, 40, 70].map((minute) => ({ who: "a", minute, what: "view", amount: minute, delay: 0 })),
    );
    const text =
      "sessions:\n  longest: 1 hour\n  beyond: drop\n  measures: [{ sum: amount, as: total, where: amount > 0 }]";
    const found = await oracle.rows(text);
    expect(found.map(({ events, total, ended_at }) => [events, total, ended_at])).toEqual([
      ["3", "60", momentText(40)],
    ]);
  });
});

const snowplow = "../shared/data/events/clickstream-snowplow-web";

// The package's own rules, as its user would write them: one copy of each event, nothing that was sent more than three
// days late, sessions that the tracker says, held to three days, and only those with a page.
describe.skipIf(!existsSync(snowplow))("sessions of the Snowplow sample", () => {
  it("equal the tables that come with it", async () => {
    const { native } = oracle;
    await native.run(
      `CREATE OR REPLACE TABLE events AS SELECT * FROM read_csv('${snowplow}/source/snowplow_web_events.csv.gz', sample_size=-1)`,
    );
    const compiled = async (text: string, relation: string) => {
      const columns = (await native.described(`SELECT * FROM ${relation}`)).map(([name, type]) => ({
        name,
        type,
      }));
      const choices = readEvents(text);
      return compileEvents(choices, logOf(choices, relation, columns, guessColumns(columns)));
    };
    const deduped = await compiled(
      `time: collector_tstamp
where: dvce_sent_tstamp <= dvce_created_tstamp + INTERVAL 3 DAYS
dedupe: { by: event_id }`,
      "events",
    );
    // A page is seen for five seconds before its first ping comes.
    await native.run(`CREATE OR REPLACE TABLE single AS SELECT *,
      json_extract_string(contexts_com_snowplowanalytics_snowplow_web_page_1_0_0, '$[0].id') AS page_view_id,
      derived_tstamp - CASE WHEN event_name = 'page_ping' THEN INTERVAL 5 SECONDS ELSE INTERVAL 0 SECONDS END AS began
      FROM (${deduped})`);
    const sessions = await compiled(
      `entity: domain_userid
time: derived_tstamp
event: event_name
where: page_view_id IS NOT NULL
sessions:
  id: domain_sessionid
  longest: 3 days
  beyond: drop
  measures:
    - { min: began, as: start_tstamp }
    - { count distinct: page_view_id, where: "event_name IN ('page_view', 'page_ping')", as: page_views }
    - { first: user_id, as: user_id }
    - { first: domain_sessionidx, as: domain_sessionidx }
    - { first: page_url, as: first_page_url, where: "event_name IN ('page_view', 'page_ping')" }
    - { last: page_url, as: last_page_url, where: "event_name IN ('page_view', 'page_ping')" }`,
      "single",
    );
    const found =
      await native.texts(`SELECT session_id, domain_sessionidx, start_tstamp, ended_at, domain_userid, user_id,
      page_views, events, date_diff('second', start_tstamp, ended_at), first_page_url, last_page_url
      FROM (${sessions}) WHERE page_views > 0 ORDER BY 1`);
    const expected =
      await native.texts(`SELECT domain_sessionid, domain_sessionidx, start_tstamp, end_tstamp, domain_userid, user_id,
      page_views, total_events, absolute_time_in_s, first_page_url, last_page_url
      FROM read_csv('${snowplow}/expected/default/snowplow_web_sessions_expected.csv', sample_size=-1) ORDER BY 1`);
    expect(expected.rows).toHaveLength(18);
    expect(found.rows).toEqual(expected.rows);
  });
});
