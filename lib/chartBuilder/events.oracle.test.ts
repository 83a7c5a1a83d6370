import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { chartQuery } from "../chart/chartQuery.ts";
import { type EventColumns, guessEvents } from "./eventColumns.ts";
import { funnelChart, funnelSql } from "./funnelSql.ts";
import { retentionChart, retentionSql } from "./retentionSql.ts";

const column = (name: string, type: string) => ({ name, type });
const columns: EventColumns = {
  user: column("user id", "INTEGER"),
  event: column('what "they" did', "VARCHAR"),
  time: column("order", "TIMESTAMP"),
};
interface Row {
  user: number | null;
  event: string;
  /** Hours since the first of January 2024, a Monday. */
  hour: number | null;
}
const steps = ["view", "it's in the cart", "buy"];
const anyRows = fc.array(
  fc.record({
    user: fc.option(fc.integer({ min: 1, max: 6 }), { nil: null, freq: 9 }),
    event: fc.constantFrom(...steps, "other"),
    hour: fc.option(fc.integer({ min: 0, max: 24 * 40 }), { nil: null, freq: 9 }),
  }),
  { maxLength: 60 },
);

let connection: DuckDBConnection;
const rowsOf = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();

async function fill(rows: readonly Row[]): Promise<void> {
  await connection.run(
    `CREATE OR REPLACE TABLE "the ""events""" ("user id" INTEGER, "what ""they"" did" VARCHAR, "order" TIMESTAMP)`,
  );
  const values = rows.map(({ user, event, hour }) => {
    const at = hour === null ? "NULL" : `TIMESTAMP '2024-01-01' + INTERVAL (${hour}) HOUR`;
    return `(${user ?? "NULL"}, '${event.replaceAll("'", "''")}', ${at})`;
  });
  if (values.length > 0) await connection.run(`INSERT INTO "the ""events""" VALUES ${values.join(", ")}`);
}

/** Users who reach each step, found out one row at a time. */
function modelFunnel(rows: readonly Row[], wanted: readonly string[]): number[] {
  const users = new Set(rows.map(({ user }) => user).filter((user) => user !== null));
  const reached = wanted.map(() => 0);
  for (const user of users) {
    const own = rows
      .filter((row) => row.user === user && row.hour !== null)
      .sort((a, b) => Number(a.hour) - Number(b.hour));
    let at = Number.NEGATIVE_INFINITY;
    for (const [index, step] of wanted.entries()) {
      const isAgain = index > 0 && wanted[index - 1] === step;
      const next = own.find(
        ({ event, hour }) => event === step && (isAgain ? Number(hour) > at : Number(hour) >= at),
      );
      if (!next) break;
      at = Number(next.hour);
      reached[index] = (reached[index] ?? 0) + 1;
    }
  }
  return reached;
}

function modelRetention(rows: readonly Row[]): Record<string, number> {
  const weeks = new Map<number, Set<number>>();
  for (const { user, hour } of rows) {
    if (user === null || hour === null) continue;
    weeks.set(user, (weeks.get(user) ?? new Set()).add(Math.floor(hour / 168)));
  }
  const counts: Record<string, number> = {};
  for (const seen of weeks.values()) {
    const first = Math.min(...seen);
    for (const week of seen)
      counts[`${first} ${week - first}`] = (counts[`${first} ${week - first}`] ?? 0) + 1;
  }
  return counts;
}

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(":memory:")).connect();
});

describe("a funnel", () => {
  it("counts users as one would by hand, without those who are nobody and moments that are none", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyRows,
        fc.constantFrom(steps, ["view", "view", "buy"], ["buy"]),
        async (rows, wanted) => {
          await fill(rows);
          const found = await rowsOf(funnelSql('the "events"', columns, wanted));
          const users = modelFunnel(rows, wanted);
          expect(found.map((row) => Number(row[2]))).toEqual(users);
          expect(found.map((row) => row[3])).toEqual(
            users.map((count) => (users[0] ? count / users[0] : null)),
          );
          expect(found.map((row) => row[1])).toEqual(wanted.map((step, at) => `${at + 1}. ${step}`));
        },
      ),
      { numRuns: 15 },
    );
  });

  it("is drawn from top to bottom in the order of its steps", () => {
    const made = [column("step", "INTEGER"), column("label", "VARCHAR"), column("users", "BIGINT")];
    expect(chartQuery(funnelChart, made, "funnel", { widthPx: 400 }).ok).toBe(true);
  });
});

describe("retention", () => {
  it("counts users by their first week and the weeks since as one would by hand", async () => {
    await fc.assert(
      fc.asyncProperty(anyRows, async (rows) => {
        await fill(rows);
        const found = await rowsOf(retentionSql('the "events"', columns, "week"));
        const counts = Object.fromEntries(
          found.map(([cohort, since, users]) => {
            const week = (Date.parse(String(cohort)) - Date.UTC(2024, 0, 1)) / (7 * 86_400_000);
            return [`${week} ${since}`, Number(users)];
          }),
        );
        expect(counts).toEqual(modelRetention(rows));
        for (const [, since, , share] of found) if (Number(since) === 0) expect(share).toBe(1);
      }),
      { numRuns: 15 },
    );
  });

  it("is drawn for any period", () => {
    const made = [column("cohort", "DATE"), column("months_since", "BIGINT"), column("share", "DOUBLE")];
    expect(chartQuery(retentionChart("month"), made, "kept", { widthPx: 400 }).ok).toBe(true);
  });
});

describe("who did what and when", () => {
  it("is guessed by names and types, and not offered where it is not there", () => {
    const log = [
      column("at", "TIMESTAMP"),
      column("id", "BIGINT"),
      column("user_id", "BIGINT"),
      column("event", "VARCHAR"),
    ];
    expect(guessEvents(log)).toEqual({ user: log[2], event: log[3], time: log[0] });
    expect(guessEvents([column("day", "DATE"), column("revenue", "DOUBLE")])).toBeNull();
  });
});
