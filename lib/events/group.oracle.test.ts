import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { logOf } from "./compileEvents.ts";
import { guessColumns } from "./guessColumns.ts";
import { pivotQuery } from "./sql/groupSql.ts";
import {
  anyLog,
  compareText,
  EventsOracle,
  type LoggedEvent,
  logColumns,
  momentText,
} from "./testing/eventsOracle.ts";
import { readEvents } from "./text/readEvents.ts";

let oracle: EventsOracle;
beforeAll(async () => {
  oracle = await EventsOracle.start();
});
afterAll(() => oracle.native.stop());

type Row = Record<string, string | null>;
type Key = string | null;

const over = (text: string, check: (events: LoggedEvent[], rows: Row[]) => void) =>
  fc.assert(
    fc.asyncProperty(anyLog({ most: 40 }), async (events) => {
      await oracle.fill(events);
      check(events, await oracle.rows(text, await pivoted(text)));
    }),
    { numRuns: 5 },
  );

/** The values that become columns, as a run finds them. */
async function pivoted(text: string): Promise<Key[]> {
  const choices = readEvents(text);
  const log = logOf(choices, "the log", logColumns, guessColumns(logColumns));
  const query = choices.analysis.kind === "group" ? pivotQuery(log, choices.analysis.of) : null;
  return query === null ? [] : (await oracle.native.texts(query)).rows.map(([value = null]) => value);
}

function groups<K>(
  events: readonly LoggedEvent[],
  keyOf: (event: LoggedEvent) => K,
): Map<string, LoggedEvent[]> {
  const all = new Map<string, LoggedEvent[]>();
  for (const event of events) {
    const key = JSON.stringify(keyOf(event));
    all.set(key, [...(all.get(key) ?? []), event]);
  }
  return all;
}

function sum(events: readonly LoggedEvent[] | undefined): number | null {
  const amounts = (events ?? []).flatMap(({ amount }) => amount ?? []);
  return amounts.length === 0 ? null : amounts.reduce((a, b) => a + b, 0);
}

const text = (value: number | null) => (value === null ? null : String(value));
const keyOrder = (a: Key, b: Key) => compareText(a, b);
const number = (value: string | null | undefined) => (value == null ? null : Number(value));
const share = (part: number | null, whole: number | null) => (part === null || !whole ? null : part / whole);

describe("a group", () => {
  it("without anything counts all rows", () =>
    over("group:", (events, rows) => expect(rows).toEqual([{ row_count: String(events.length) }])));

  it("has a row for each value, NULL too, and measures with filters of their own", () =>
    over(
      `group:
  rows: event
  measures:
    - count
    - { sum: amount }
    - { count: rows, where: amount > 4, as: large }
    - { count distinct: who is it }
    - { p50: amount, as: middle }`,
      (events, rows) => {
        const model = [...groups(events, ({ what }) => what)]
          .map(([key, all]): [Key, LoggedEvent[]] => [JSON.parse(key), all])
          .sort(([a], [b]) => keyOrder(a, b));
        expect(
          rows.map((row) => [
            row.event,
            row.row_count,
            row.sum_amount,
            row.large,
            row["count_distinct_who is it"],
          ]),
        ).toEqual(
          model.map(([key, all]) => [
            key,
            String(all.length),
            text(sum(all)),
            String(all.filter(({ amount }) => (amount ?? 0) > 4).length),
            String(new Set(all.flatMap(({ who }) => who ?? [])).size),
          ]),
        );
        for (const [at, [, all]] of model.entries()) {
          const amounts = all.flatMap(({ amount }) => amount ?? []).sort((a, b) => a - b);
          const middle = (amounts.length - 1) / 2;
          const [low, high] = [amounts[Math.floor(middle)], amounts[Math.ceil(middle)]];
          expect(number(rows[at]?.middle)).toBe(
            low === undefined || high === undefined ? null : (low + high) / 2,
          );
        }
      },
    ));

  it("has subtotals at every level, behind what they are of", () =>
    over("group: { rows: [event, who is it], measures: [{ sum: amount }], totals: true }", (events, rows) => {
      const model: (Key | number)[][] = [];
      const whats = [...new Set(events.map(({ what }) => what))].sort(keyOrder);
      for (const what of whats) {
        const own = events.filter((event) => event.what === what);
        for (const who of [...new Set(own.map((event) => event.who))].sort(keyOrder))
          model.push([what, who, 2, sum(own.filter((event) => event.who === who))]);
        model.push([what, null, 1, sum(own)]);
      }
      model.push([null, null, 0, sum(events)]);
      expect(
        rows.map((row) => [row.event, row["who is it"], Number(row.level), number(row.sum_amount)]),
      ).toEqual(model);
    }));

  it("shows shares, what runs up and ranks", () =>
    over(
      `group:
  rows: [event, who is it]
  measures:
    - count
    - { count: rows, as: of_all, show: share }
    - { count: rows, as: of_event, show: share of parent }
    - { count: rows, as: so_far, show: running }
    - { count: rows, as: place, show: rank }`,
      (events, rows) => {
        const byEvent = groups(events, ({ what }) => what);
        const soFar = new Map<string, number>();
        for (const row of rows) {
          const own = byEvent.get(JSON.stringify(row.event)) ?? [];
          const count = Number(row.row_count);
          const key = String(row.event);
          soFar.set(key, (soFar.get(key) ?? 0) + count);
          const siblings = [...groups(own, ({ who }) => who).values()].map((all) => all.length);
          expect(Number(row.of_all)).toBeCloseTo(count / events.length, 12);
          expect(Number(row.of_event)).toBeCloseTo(count / own.length, 12);
          expect(Number(row.so_far)).toBe(soFar.get(key));
          expect(Number(row.place)).toBe(1 + siblings.filter((other) => other > count).length);
        }
        expect(rows).toHaveLength(groups(events, ({ what, who }) => [what, who]).size);
      },
    ));

  it("puts values beside each other, with what is chosen of them and a total", () =>
    over(
      "group: { rows: who is it, columns: event, measures: [{ sum: amount }], totals: true }",
      (events, rows) => {
        const whats = [...new Set(events.map(({ what }) => what))];
        const whos = [...new Set(events.map(({ who }) => who))].sort(keyOrder);
        const line = (all: LoggedEvent[]) =>
          Object.fromEntries([
            ...whats.map((what) => [what ?? "NULL", text(sum(all.filter((event) => event.what === what)))]),
            ["total", text(sum(all))],
          ]);
        expect(rows).toEqual([
          ...whos.map((who) => ({
            "who is it": who,
            level: "1",
            ...line(events.filter((event) => event.who === who)),
          })),
          { "who is it": null, level: "0", ...line(events) },
        ]);
      },
    ));

  it("has shares of the whole in pivoted columns", () =>
    over(
      "group: { rows: who is it, columns: { column: event, values: [buy, view] }, measures: [{ sum: amount, show: share }] }",
      (events, rows) => {
        const whole = sum(events);
        for (const row of rows) {
          expect(Object.keys(row)).toEqual(["who is it", "buy", "view"]);
          const own = events.filter(({ who, what }) => who === row["who is it"] && what === "buy");
          const expected = share(sum(own), whole);
          if (expected === null) expect(row.buy).toBeNull();
          else expect(Number(row.buy)).toBeCloseTo(expected, 12);
        }
      },
    ));

  it("keeps the largest and puts the others into one row", () =>
    over("group: { rows: [{ column: amount, top: 3 }] }", (events, rows) => {
      const counts = [...groups(events, ({ amount }) => amount)]
        .map(([key, all]): [number | null, number] => [JSON.parse(key), all.length])
        .sort(([a, m], [b, n]) => n - m || (a ?? 99) - (b ?? 99));
      const others = counts.slice(3);
      const expected = counts.slice(0, 3).map(([key, count]) => [text(key), String(count)]);
      if (others.length > 0)
        expected.push([
          `the other ${others.length}`,
          String(others.reduce((all, [, count]) => all + count, 0)),
        ]);
      expect(rows.map((row) => [row.amount, row.row_count])).toEqual(expected);
    }));

  it("sorts the groups of each level by a measure, and leaves out rows by what they show", () =>
    over(
      "group: { rows: [event, who is it], sort: row_count desc, having: row_count > 1 }",
      (events, rows) => {
        const model = [...groups(events, ({ what }) => what)]
          .map(([key, all]): [Key, LoggedEvent[]] => [JSON.parse(key), all])
          .sort(([a, m], [b, n]) => n.length - m.length || keyOrder(a, b))
          .flatMap(([what, own]) =>
            [...groups(own, ({ who }) => who)]
              .map(([key, all]): [Key, Key, number] => [what, JSON.parse(key), all.length])
              .sort(([, a, m], [, b, n]) => n - m || keyOrder(a, b)),
          );
        expect(rows.map((row) => [row.event, row["who is it"], Number(row.row_count)])).toEqual(
          model.filter(([, , count]) => count > 1),
        );
      },
    ));

  it("truncates times and puts numbers into bins", () =>
    over("group: { rows: [{ column: at, by: day }, { column: amount, bin: 4 }] }", (events, rows) => {
      const model = groups(events, ({ minute, amount }) => [
        minute === null ? null : momentText(minute).slice(0, 10),
        amount === null ? null : Math.floor(amount / 4) * 4,
      ]);
      const found = rows.map((row) => [
        JSON.stringify([row.at_day, number(row.amount_bin)]),
        Number(row.row_count),
      ]);
      expect(found.sort()).toEqual([...model].map(([key, all]) => [key, all.length]).sort());
    }));
});
