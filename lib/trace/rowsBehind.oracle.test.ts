import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anyQuery, smallRelations } from "./testing/anyQuery.ts";
import { type NativeTrace, openTrace } from "./testing/nativeTrace.ts";

let trace: NativeTrace;

beforeAll(async () => {
  trace = await openTrace([...smallRelations, "create schema alone", "create schema others"]);
});
afterAll(() => trace.native.stop());

/** How often a row is among the query's rows where it reads only the given rows of each table, or all others. */
async function occurrences(
  sql: string,
  row: readonly (string | null)[],
  schema: string,
  places: Map<string, Set<number>>,
) {
  const { native } = trace;
  for (const name of ["t", "u"]) {
    const list = [...(places.get(name) ?? [])].join(", ") || "-1";
    await native.run(
      `create or replace table ${schema}.${name} as select * from main.${name} where rowid ${schema === "alone" ? "in" : "not in"} (${list})`,
    );
  }
  await native.run(`set schema = '${schema}'`);
  try {
    const { rows } = await native.texts(sql.replaceAll("main.", `${schema}.`));
    return rows.filter((other) => isNear(other, row)).length;
  } finally {
    await native.run("set schema = 'main'");
  }
}

function isNear(a: readonly (string | null)[], b: readonly (string | null)[]): boolean {
  return a.every((text, at) => {
    const other = b[at] ?? null;
    return (
      text === other || (text !== null && other !== null && Math.abs(Number(text) - Number(other)) < 1e-9)
    );
  });
}

describe("the rows behind a row", () => {
  it("make it alone, and without them it is not there", async () => {
    await fc.assert(
      fc.asyncProperty(anyQuery, fc.nat(), async (sql, at) => {
        const rows = await trace.rowsOf(sql);
        const row = rows[at % Math.max(1, rows.length)];
        if (!row) return;
        const places = await trace.placesOf(sql, row);
        // What a SEMI JOIN looks into is said, and not followed.
        if (sql.includes("semi join")) places.set("u", new Set([0, 1, 2, 3, 4, 5, 6, 7]));
        expect(await occurrences(sql, row.values, "alone", places), `alone: ${sql}`).toBeGreaterThan(0);
        expect(await occurrences(sql, row.values, "others", places), `others: ${sql}`).toBe(0);
      }),
      { numRuns: 30 },
    );
  }, 60_000);
});
