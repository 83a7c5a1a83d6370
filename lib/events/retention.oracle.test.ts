import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  anyLog,
  buy,
  byEntity,
  EventsOracle,
  type LoggedEvent,
  momentText,
  view,
} from "./testing/eventsOracle.ts";

let oracle: EventsOracle;
beforeAll(async () => {
  oracle = await EventsOracle.start();
});
afterAll(() => oracle.native.stop());

interface Rule {
  /** Minutes of a period; weeks and days begin where the log does. */
  period: number;
  counting: "calendar" | "own";
  isUnbounded: boolean;
  first: string | null;
  returns: string | null;
}

function modelRetention(
  events: readonly LoggedEvent[],
  { period, counting, isUnbounded, first, returns }: Rule,
) {
  const sizes = new Map<number, number>();
  const users = new Map<string, number>();
  const counted = [...byEntity(events).values()];
  const last = Math.floor(Math.max(...counted.flat().map(({ minute }) => minute)) / period);
  for (const own of counted) {
    const begins = own.find(({ what }) => first === null || what === first);
    if (!begins) continue;
    const cohort = Math.floor(begins.minute / period);
    sizes.set(cohort, (sizes.get(cohort) ?? 0) + 1);
    const later = own.filter(
      ({ minute, what }) => minute >= begins.minute && (returns === null || what === returns),
    );
    const seen = new Set(
      later.map(({ minute }) =>
        counting === "own"
          ? Math.floor((minute - begins.minute) / period)
          : Math.floor(minute / period) - cohort,
      ),
    );
    const latest = Math.max(...seen);
    for (let since = 0; since <= latest; since++)
      if (isUnbounded || seen.has(since))
        users.set(`${cohort} ${since}`, (users.get(`${cohort} ${since}`) ?? 0) + 1);
  }
  return [...sizes]
    .sort(([a], [b]) => a - b)
    .flatMap(([cohort, size]) =>
      Array.from({ length: last - cohort + 1 }, (_, since) => {
        const came = users.get(`${cohort} ${since}`) ?? 0;
        return [momentText(cohort * period).slice(0, 10), since, came, size, came / size];
      }),
    );
}

const day = 1440;
const rules: [string, string, Rule][] = [
  [
    "",
    "weeks_since",
    { period: 7 * day, counting: "calendar", isUnbounded: false, first: null, returns: null },
  ],
  [
    "period: day",
    "days_since",
    { period: day, counting: "calendar", isUnbounded: false, first: null, returns: null },
  ],
  [
    "period: day, counting: own",
    "days_since",
    { period: day, counting: "own", isUnbounded: false, first: null, returns: null },
  ],
  [
    "period: day, unbounded: true, first: view, returns: buy",
    "days_since",
    { period: day, counting: "calendar", isUnbounded: true, first: view, returns: buy },
  ],
  [
    "counting: own, first: view",
    "weeks_since",
    { period: 7 * day, counting: "own", isUnbounded: false, first: view, returns: null },
  ],
];

describe("retention", () => {
  it.each(rules)(
    "with { %s } counts as one would by hand, with the periods in which nobody came",
    async (text, since, rule) => {
      await fc.assert(
        fc.asyncProperty(anyLog({ minutes: day * 30 }), async (events) => {
          await oracle.fill(events);
          const found = await oracle.rows(`retention: { ${text} }`);
          const rows = found.map((row) => [
            row.cohort,
            ...[row[since], row.users, row.cohort_users, row.share].map(Number),
          ]);
          expect(rows).toEqual(modelRetention(events, rule));
        }),
        { numRuns: 5 },
      );
    },
  );

  it("has its days by the clock of a zone, and no more of them than are wanted", async () => {
    const at = (minute: number) => ({ who: "a", minute, what: "view", amount: 1, delay: 0 });
    // 23:30 UTC on the first is half past midnight of the second in Paris.
    await oracle.fill([at(23 * 60 + 30), at(24 * 60 + 10), at(10 * day)]);
    const found = await oracle.rows("zone: Europe/Paris\nretention: { period: day, periods: 1 }");
    expect(found.map(({ cohort, days_since, users }) => [cohort, days_since, users])).toEqual([
      ["2024-01-02", "0", "1"],
      ["2024-01-02", "1", "0"],
    ]);
  });
});
