import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  anyLog,
  buy,
  byEntity,
  type Counted,
  compareText,
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

const over = (text: string, check: (events: LoggedEvent[], rows: Record<string, string | null>[]) => void) =>
  fc.assert(
    fc.asyncProperty(anyLog({ most: 30 }), async (events) => {
      await oracle.fill(events);
      check(events, await oracle.rows(text));
    }),
    { numRuns: 5 },
  );

/** Named events of each entity in runs without a long pause; the same several times is one, unless these are kept. */
function runs(events: readonly LoggedEvent[], gap: number, keepsRepeats: boolean): string[][] {
  return [...byEntity(events).values()].flatMap((own) => {
    const all: string[][] = [];
    let last: Counted | undefined;
    for (const event of own.filter(({ what }) => what !== null)) {
      const begins = !last || event.minute - last.minute > gap;
      if (begins) all.push([]);
      if (begins || keepsRepeats || event.what !== last?.what) all.at(-1)?.push(event.what ?? "");
      last = event;
    }
    return all;
  });
}

function counted(sequences: readonly (string | null)[][]): (string | number)[][] {
  const times = new Map<string, number>();
  for (const steps of sequences) {
    const path = steps.filter((step) => step !== null).join(" → ");
    times.set(path, (times.get(path) ?? 0) + 1);
  }
  return [...times].sort();
}

const paths = (rows: Record<string, string | null>[]) =>
  rows.map(({ path, times }) => [path ?? "", Number(times)]).sort();

describe("paths", () => {
  it("are all sequences of their length", () =>
    over("paths: { length: 3, repeats: true }", (events, rows) => {
      const all = runs(events, Number.POSITIVE_INFINITY, true);
      const model = all.flatMap((run) => run.slice(2).map((_, at) => run.slice(at, at + 3)));
      expect(paths(rows)).toEqual(counted(model));
      expect(rows.map(({ times }) => Number(times))).toEqual(
        rows.map(({ times }) => Number(times)).sort((a, b) => b - a),
      );
    }));

  it("after an event begin with it and may end early, and a pause ends them", () =>
    over("paths: { length: 3, after: view, gap: 2 hours }", (events, rows) => {
      const model = runs(events, 120, false).flatMap((run) =>
        run.flatMap((step, at) => (step === view ? [run.slice(at, at + 3)] : [])),
      );
      expect(paths(rows)).toEqual(counted(model));
    }));

  it("before an event end with it", () =>
    over("paths: { length: 2, before: buy }", (events, rows) => {
      const model = runs(events, Number.POSITIVE_INFINITY, false).flatMap((run) =>
        run.flatMap((step, at) => (step === buy ? [run.slice(Math.max(0, at - 1), at + 1)] : [])),
      );
      expect(paths(rows)).toEqual(counted(model));
      for (const { path, step_2 } of rows) expect([path?.endsWith(buy), step_2]).toEqual([true, buy]);
    }));
});

describe("first and last touch", () => {
  it("are those up to the conversion and within the time before it", () =>
    over("touch: { of: amount, conversion: buy, within: 1 day }", (events, rows) => {
      const model = [...byEntity(events)].flatMap(([who, own]) => {
        const converted = own.find(({ what }) => what === buy)?.minute;
        if (converted === undefined) return [];
        const touches = own
          .filter(
            ({ amount, minute }) => amount !== null && minute <= converted && minute >= converted - 1440,
          )
          .sort((a, b) => a.minute - b.minute || Number(a.amount) - Number(b.amount));
        const [first, last] = [touches[0], touches.at(-1)];
        const text = (event: Counted | undefined) => [
          event ? momentText(event.minute) : null,
          event ? String(event.amount) : null,
        ];
        return [[who, momentText(converted), String(touches.length), ...text(first), ...text(last)]];
      });
      expect(rows.map((row) => Object.values(row))).toEqual(model);
    }));
});

describe("repeated events", () => {
  it.each(["first", "last"] as const)("leave the %s of each run", (keep) =>
    over(`dedupe: { within: 30 minutes, keep: ${keep} }`, (events, rows) => {
      let expected = events.filter(({ who: _, minute }) => minute === null).length;
      const keys = new Map<string, number[]>();
      for (const { who, what, minute } of events) {
        if (minute === null) continue;
        const key = JSON.stringify([who, what]);
        keys.set(key, [...(keys.get(key) ?? []), minute]);
      }
      const kept: string[] = [];
      for (const minutes of keys.values()) {
        minutes.sort((a, b) => a - b);
        for (const [at, minute] of minutes.entries()) {
          const other = minutes[keep === "first" ? at - 1 : at + 1];
          if (other === undefined || Math.abs(minute - other) > 30) kept.push(momentText(minute));
        }
      }
      expected += kept.length;
      expect(rows).toHaveLength(expected);
      expect(rows.flatMap(({ at }) => at ?? []).sort()).toEqual(kept.sort());
    }),
  );

  it("by a column keep the first of all", () =>
    over("dedupe: { by: amount }", (events, rows) => {
      const firsts = new Map<number | null, number>();
      for (const { amount, minute } of events)
        if (minute !== null)
          firsts.set(amount, Math.min(firsts.get(amount) ?? Number.POSITIVE_INFINITY, minute));
      const timed = rows.filter(({ at }) => at !== null).map(({ amount, at }) => [amount, at]);
      expect(timed.sort()).toEqual(
        [...firsts]
          .map(([amount, minute]) => [amount === null ? null : String(amount), momentText(minute)])
          .sort(),
      );
      expect(rows.filter(({ at }) => at === null)).toHaveLength(
        events.filter(({ minute }) => minute === null).length,
      );
    }));
});

describe("late events", () => {
  it("are told by their day, and those out of order too", () =>
    over("late: { arrived: arrived, allowed: 45 minutes }", (events, rows) => {
      const timed = events.flatMap((event) =>
        event.minute === null ? [] : [{ ...event, minute: event.minute }],
      );
      const arrival = (event: { minute: number; delay: number }) => event.minute + event.delay;
      const days = new Map<string, [number, number, number, number]>();
      for (const event of timed) {
        const day = momentText(event.minute).slice(0, 10);
        const [all, late, disordered, most] = days.get(day) ?? [0, 0, 0, Number.NEGATIVE_INFINITY];
        const isBehind = timed.some(
          (other) =>
            other.who === event.who && arrival(other) < arrival(event) && other.minute > event.minute,
        );
        days.set(day, [
          all + 1,
          late + Number(event.delay > 45),
          disordered + Number(isBehind),
          Math.max(most, event.delay * 60),
        ]);
      }
      const found = rows.map(({ day, events: all, late, out_of_order, max_delay_seconds }) => [
        day,
        [all, late, out_of_order, max_delay_seconds].map(Number),
      ]);
      expect(found).toEqual([...days].sort(([a], [b]) => compareText(a, b)));
    }));
});

describe("windows", () => {
  it.each([
    ["size: 1 hour", 60, 60],
    ["size: 90 minutes, every: 20 minutes", 90, 20],
    ["size: 1 day, every: 7 hours", 1440, 420],
  ])("with { %s } hold their start and not their end", (text, size, every) =>
    over(
      `window: { ${text}, by: event, measures: [count, { sum: amount }, { count distinct: who is it, as: whose }] }`,
      (events, rows) => {
        const model = new Map<string, LoggedEvent[]>();
        for (const event of events) {
          if (event.minute === null) continue;
          // From 2000-01-03 on, in whole steps.
          const zero = (Date.UTC(2000, 0, 3) - Date.UTC(2024, 0, 1)) / 60_000;
          let start = zero + Math.floor((event.minute - zero) / every) * every;
          for (; event.minute < start + size; start -= every) {
            const key = JSON.stringify([momentText(start), momentText(start + size), event.what]);
            model.set(key, [...(model.get(key) ?? []), event]);
          }
        }
        const sum = (all: LoggedEvent[]) => {
          const amounts = all.flatMap(({ amount }) => amount ?? []);
          return amounts.length === 0 ? null : String(amounts.reduce((a, b) => a + b, 0));
        };
        const whose = (all: LoggedEvent[]) => String(new Set(all.flatMap(({ who }) => who ?? [])).size);
        const expected = [...model].map(([key, all]) => [
          ...JSON.parse(key),
          String(all.length),
          sum(all),
          whose(all),
        ]);
        const order = (a: (string | null)[], b: (string | null)[]) =>
          compareText(a[0] ?? null, b[0] ?? null) || compareText(a[2] ?? null, b[2] ?? null);
        expect(rows.map((row) => Object.values(row))).toEqual(expected.sort(order));
      },
    ),
  );
});
