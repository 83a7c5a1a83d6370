import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  anyLog,
  buy,
  byEntity,
  type Counted,
  cart,
  EventsOracle,
  type LoggedEvent,
  view,
} from "./testing/eventsOracle.ts";

let oracle: EventsOracle;
beforeAll(async () => {
  oracle = await EventsOracle.start();
});
afterAll(() => oracle.native.stop());

type Is = (event: Counted) => boolean;
const named =
  (name: string): Is =>
  ({ what }) =>
    what === name;

interface Rule {
  steps: Is[];
  order: "ordered" | "strict" | "any";
  within: number;
  /** Whether one event could be two steps, so that each must come later than the one before. */
  isStrictlyAfter: boolean;
}

/** Minutes that each step took at its quickest, for one entity; every attempt is tried. */
function quickest(
  own: readonly Counted[],
  { steps, order, within, isStrictlyAfter }: Rule,
): (number | null)[] {
  const best = steps.map((): number | null => null);
  const note = (at: number, took: number) => {
    best[at] = Math.min(best[at] ?? Number.POSITIVE_INFINITY, took);
  };
  if (order === "any") {
    for (const end of own) {
      const latest = steps
        .map((is) => own.filter((event) => is(event) && event.minute <= end.minute).at(-1)?.minute ?? null)
        .filter((minute): minute is number => minute !== null && minute >= end.minute - within)
        .sort((a, b) => b - a);
      for (const [at, minute] of latest.entries()) note(at, end.minute - minute);
    }
    return best;
  }
  if (order === "strict") {
    const place = (event: Counted) => steps.map((is) => (is(event) ? 0 : 1)).join("");
    const sorted = [...own].sort((a, b) => a.minute - b.minute || (place(a) < place(b) ? -1 : 1));
    for (const [start, first] of sorted.entries())
      for (const [at, is] of steps.entries()) {
        const event = sorted[start + at];
        if (!event || !is(event) || event.minute - first.minute > within) break;
        note(at, event.minute - first.minute);
      }
    return best;
  }
  const follow = (at: number, start: number, since: number) => {
    for (const event of own) {
      const isAfter = isStrictlyAfter ? event.minute > since : event.minute >= since;
      if (!steps[at]?.(event) || !isAfter || event.minute - start > within) continue;
      note(at, event.minute - start);
      if (at + 1 < steps.length) follow(at + 1, start, event.minute);
    }
  };
  for (const event of own) {
    if (!steps[0]?.(event)) continue;
    note(0, 0);
    if (steps.length > 1) follow(1, event.minute, event.minute);
  }
  return best;
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [low, high] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

function modelFunnel(events: readonly LoggedEvent[], rule: Rule) {
  const all = [...byEntity(events).values()].map((own) => quickest(own, rule));
  const users = rule.steps.map((_, at) => all.filter((took) => took[at] !== null).length);
  return rule.steps.map((_, at) => ({
    users: String(users[at]),
    share_of_first: ratio(users[at], users[0]),
    share_of_previous: ratio(users[at], users[Math.max(0, at - 1)]),
    median_seconds: median(all.flatMap((took) => took[at] ?? []).map((minutes) => minutes * 60)),
  }));
}

const ratio = (part = 0, whole = 0) => (whole === 0 ? null : part / whole);
const number = (text: string | null | undefined) =>
  text === null || text === undefined ? null : Number(text);

const far = Number.POSITIVE_INFINITY;
const names = { steps: [view, cart, buy].map(named), isStrictlyAfter: false };
const rules: [string, Rule][] = [
  [`funnel: { steps: [view, "it's in the cart", buy] }`, { ...names, order: "ordered", within: far }],
  [
    `funnel: { steps: [view, "it's in the cart", buy], within: 90 minutes }`,
    { ...names, order: "ordered", within: 90 },
  ],
  [
    "funnel: { steps: [view, view, buy], within: 6 hours }",
    { steps: [view, view, buy].map(named), order: "ordered", within: 360, isStrictlyAfter: true },
  ],
  [
    "funnel:\n  within: 1 day\n  steps:\n    - where: amount > 2\n      as: much\n    - where: amount < 7",
    {
      steps: [({ amount }) => (amount ?? 0) > 2, ({ amount }) => amount !== null && amount < 7],
      order: "ordered",
      within: 1440,
      isStrictlyAfter: true,
    },
  ],
  [
    `funnel: { order: strict, steps: [view, "it's in the cart"], within: 1 day }`,
    { steps: [view, cart].map(named), order: "strict", within: 1440, isStrictlyAfter: false },
  ],
  [
    `funnel: { order: any, steps: [view, "it's in the cart", buy], within: 5 hours }`,
    { ...names, order: "any", within: 300 },
  ],
];

describe("a funnel", () => {
  it.each(rules)("with %j counts as one would by hand, with every attempt tried", async (text, rule) => {
    await fc.assert(
      fc.asyncProperty(anyLog({ most: 24 }), async (events) => {
        await oracle.fill(events);
        const found = await oracle.rows(text);
        expect(
          found.map(({ users, share_of_first, share_of_previous, median_seconds }) => ({
            users,
            share_of_first: number(share_of_first),
            share_of_previous: number(share_of_previous),
            median_seconds: number(median_seconds),
          })),
        ).toEqual(modelFunnel(events, rule));
      }),
      { numRuns: 5 },
    );
  });

  it("by a segment counts everybody once, under what they were at first", async () => {
    await fc.assert(
      fc.asyncProperty(anyLog({ most: 24 }), async (events) => {
        await oracle.fill(events);
        const text = `funnel: { by: amount, steps: [view, buy] }`;
        const found = await oracle.rows(text);
        const all = modelFunnel(events, {
          steps: [view, buy].map(named),
          order: "ordered",
          within: far,
          isStrictlyAfter: false,
        });
        const sums = ["1", "2"].map((step) =>
          found.filter((row) => row.step === step).reduce((sum, { users }) => sum + Number(users), 0),
        );
        expect(sums).toEqual(all.map(({ users }) => Number(users)));
        const starts = [...byEntity(events).values()].flatMap((own) => {
          const first = own.filter(({ what }) => what === view);
          const [minute] = first.map((event) => event.minute);
          const amounts = first.filter((event) => event.minute === minute).map(({ amount }) => amount);
          return first.length === 0 ? [] : [amounts.sort((a, b) => (a ?? 99) - (b ?? 99))[0] ?? null];
        });
        const expected = [...new Set(starts)].sort((a, b) => (a ?? 99) - (b ?? 99));
        expect(found.filter(({ step }) => step === "1").map(({ amount }) => number(amount))).toEqual(
          expected,
        );
      }),
      { numRuns: 5 },
    );
  });
});
