import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readQuery } from "./query.ts";
import { rowFate } from "./rowFate.ts";
import { anyQuery, smallRelations } from "./testing/anyQuery.ts";
import { type NativeTrace, openTrace } from "./testing/nativeTrace.ts";

let trace: NativeTrace;

beforeAll(async () => {
  trace = await openTrace(smallRelations);
});
afterAll(() => trace.native.stop());

/** What became of the row of `t` at a place. */
async function fateOf(sql: string, place: number) {
  const [row] = await trace.rowsOf(`select * from t where rowid = ${place}`);
  if (!row) throw new Error("no such row");
  return rowFate(readQuery(sql), { relation: "t", place, ...row }, trace.engine);
}

describe("what became of a row", () => {
  it("is in the rows that it is found behind, and in no others", async () => {
    await fc.assert(
      fc.asyncProperty(anyQuery, fc.nat(15), async (sql, place) => {
        if (!/\bt\b/.test(sql)) return;
        const fate = await fateOf(sql, place);
        const rows = new Map((await trace.rowsOf(sql)).map((row) => [JSON.stringify(row.values), row]));
        const expected: string[] = [];
        for (const [key, row] of rows)
          if ((await trace.placesOf(sql, row)).get("t")?.has(place)) expected.push(key);
        const told = fate?.rows.map((row) => JSON.stringify(row)) ?? [];
        expect(told.sort(), sql).toEqual(expected.sort());
        expect(fate?.dropped === null, sql).toBe(expected.length > 0);
      }),
      { numRuns: 5 },
    );
  }, 60_000);

  it.each([
    ["select a from t where a > 1 and k < 100", "WHERE a > 1", null],
    ["select a from t where a > 1 or k > 100", "WHERE a > 1 or k > 100", null],
    ["select t.a from t join u on t.k = u.k + 1000", "a JOIN: it has no partner", null],
    ["select k, count(*) from t group by k having count(*) > 100", "HAVING count(*) > 100", null],
    [
      "select * from t where true qualify row_number() over (order by a desc) = 1",
      "QUALIFY row_number() over (order by a desc) = 1",
      null,
    ],
    ["select a from t order by a desc limit 2", "LIMIT, OFFSET or a sample", null],
    [
      "select distinct on (l is null or true) a from t order by a desc",
      "DISTINCT ON, which kept another row",
      null,
    ],
    [
      "with big as (select * from t where a between 5 and 9 and true), few as (select * from big) select k from few",
      "WHERE a between 5 and 9",
      "big",
    ],
    ["select a from t where a > 1 union all select a from t where a > 2", "WHERE a > 1", "part 1 of 2"],
    ["select a from t except select 0", "EXCEPT", null],
  ])("names what left it out: %s", async (sql, by, part) => {
    expect((await fateOf(sql, 0))?.dropped).toEqual({ by, part });
  });

  it("is not told of a query that reads its relation only within an expression", async () => {
    expect(await fateOf("select k from u where k in (select k from t)", 0)).toBeNull();
  });
});
