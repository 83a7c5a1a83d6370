import fc from "fast-check";
import type { Column } from "../../engine/protocol.ts";
import { NativeDuckDB } from "../../sql/testing/nativeDuckDB.ts";
import { compileEvents, logOf } from "../compileEvents.ts";
import { guessColumns } from "../guessColumns.ts";
import { readEvents } from "../text/readEvents.ts";

/** One event of a made log. */
export interface LoggedEvent {
  who: string | null;
  /** Minutes since Monday, 2024-01-01 00:00 UTC. */
  minute: number | null;
  what: string | null;
  amount: number | null;
  /** Minutes until it arrived. */
  delay: number;
}

export const logColumns: Column[] = [
  { name: "who is it", type: "VARCHAR" },
  { name: "at", type: "TIMESTAMP" },
  { name: "event", type: "VARCHAR" },
  { name: "amount", type: "INTEGER" },
  { name: "arrived", type: "TIMESTAMP" },
];

const names = ["view", "it's in the cart", "buy"];
export const [view, cart, buy] = names as [string, string, string];

/** Logs with ties, gaps, NULLs in every column, and rows that are the same. */
export function anyLog({ minutes = 60 * 24 * 4, most = 40 } = {}): fc.Arbitrary<LoggedEvent[]> {
  return fc.array(
    fc.record({
      who: fc.option(fc.constantFrom("a", "b", "b-1", "ü"), { nil: null, freq: 12 }),
      minute: fc.option(
        fc.oneof(
          fc.integer({ min: 0, max: minutes }),
          fc.integer({ min: 0, max: 90 }).map((n) => n * 5),
        ),
        {
          nil: null,
          freq: 12,
        },
      ),
      what: fc.option(fc.constantFrom(...names), { nil: null, freq: 12 }),
      amount: fc.option(fc.integer({ min: 0, max: 9 }), { nil: null, freq: 6 }),
      delay: fc.integer({ min: -2, max: 100 }),
    }),
    { maxLength: most, size: "max" },
  );
}

const startMs = Date.UTC(2024, 0, 1);
const quoted = (text: string | null) => (text === null ? "NULL" : `'${text.replaceAll("'", "''")}'`);
const stampOf = (minute: number) =>
  `TIMESTAMP '${new Date(startMs + minute * 60_000).toISOString().slice(0, 19).replace("T", " ")}'`;

/** DuckDB's text of a minute's moment. */
export function momentText(minute: number): string {
  return new Date(startMs + minute * 60_000).toISOString().slice(0, 19).replace("T", " ");
}

/** Statements that make the log as the relation `the log`. */
export function fillSql(events: readonly LoggedEvent[]): string[] {
  const columns = logColumns.map(({ name, type }) => `"${name}" ${type}`).join(", ");
  const rows = events.map(({ who, minute, what, amount, delay }) => {
    const at = minute === null ? "NULL" : stampOf(minute);
    const arrived = minute === null ? "NULL" : stampOf(minute + delay);
    return `(${quoted(who)}, ${at}, ${quoted(what)}, ${amount ?? "NULL"}, ${arrived})`;
  });
  return [
    `CREATE OR REPLACE TABLE "the log" (${columns})`,
    ...(rows.length > 0 ? [`INSERT INTO "the log" VALUES ${rows.join(", ")}`] : []),
  ];
}

/** The SQL of a cell's text over the made log. */
export function sqlOf(text: string, values: readonly (string | null)[] = []): string {
  const choices = readEvents(text);
  return compileEvents(choices, logOf(choices, "the log", logColumns, guessColumns(logColumns)), values);
}

/** Native DuckDB over made logs. */
export class EventsOracle {
  private constructor(readonly native: NativeDuckDB) {}

  static async start(): Promise<EventsOracle> {
    return new EventsOracle(await NativeDuckDB.start(["SET threads=1"]));
  }

  async fill(events: readonly LoggedEvent[]): Promise<void> {
    for (const sql of fillSql(events)) await this.native.run(sql);
  }

  /** The rows of a cell's text over the log, by column. */
  async rows(
    text: string,
    values: readonly (string | null)[] = [],
  ): Promise<Record<string, string | null>[]> {
    return this.native.rows(sqlOf(text, values));
  }
}

/** The events of each entity that count, in the order of their moments. */
export function byEntity(events: readonly LoggedEvent[]): Map<string, Counted[]> {
  const all = new Map<string, Counted[]>();
  for (const event of events) {
    if (event.who === null || event.minute === null) continue;
    const own = all.get(event.who) ?? [];
    own.push({ ...event, minute: event.minute, who: event.who });
    all.set(event.who, own);
  }
  for (const own of all.values()) own.sort((a, b) => a.minute - b.minute || compareText(a.what, b.what));
  return new Map([...all].sort(([a], [b]) => compareText(a, b)));
}

export interface Counted extends LoggedEvent {
  who: string;
  minute: number;
}

/** As DuckDB puts texts in order: by their bytes, NULL last. */
export function compareText(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
