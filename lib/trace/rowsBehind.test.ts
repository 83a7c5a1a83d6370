import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type NativeRecipes, openRecipes } from "../clean/testing/nativeRecipes.ts";
import { changedColumns } from "./changedColumns.ts";
import { readQuery } from "./query.ts";
import { queryOfRelation } from "./queryOfRelation.ts";
import { rowFate } from "./rowFate.ts";
import { type RowsBehind, rowsBehind } from "./rowsBehind.ts";
import { countEqual, likeRows } from "./rowsWith.ts";
import { type NativeTrace, openTrace } from "./testing/nativeTrace.ts";

const setup = [
  "create schema _eider",
  `create table _eider.t1 as select i as id, ' v' || (i % 3) || ' ' as vendor, (i * 1.5)::double as amount from range(12) r(i)`,
  "create view orders as select id, vendor, amount from _eider.t1",
  "create view swapped as select amount as id, vendor, id as amount from _eider.t1",
];

let trace: NativeTrace;
let recipes: NativeRecipes;

beforeAll(async () => {
  trace = await openTrace(setup);
  recipes = await openRecipes(setup);
});
afterAll(() => {
  trace.native.stop();
  recipes.native.stop();
});

async function behindFirst(sql: string, at = 0): Promise<RowsBehind> {
  const row = (await trace.rowsOf(sql))[at];
  if (!row) throw new Error("no row");
  return rowsBehind(readQuery(sql), row, trace.engine);
}

describe("rows of a relation that the app keeps", () => {
  it("have the places of the table that its view passes on, and none where columns were renamed", async () => {
    const placesOf = async (sql: string) =>
      (await behindFirst(sql)).behind[0]?.rows.map(({ place }) => place);
    expect(await placesOf("select vendor, count(*) from orders group by all order by 1")).toEqual([
      0, 3, 6, 9,
    ]);
    expect(await placesOf("select x.id + 1 from orders x where x.id = 7")).toEqual([7]);
    expect(await placesOf("select id from swapped where amount = 7")).toEqual([null]);
  });

  it("of a group with many rows are shown in part, and counted", async () => {
    await trace.native.run("create table many as select i from range(5000) r(i)");
    const { behind, how } = await behindFirst("select sum(i) from many");
    expect([how, behind[0]?.rows.length, behind[0]?.count]).toEqual(["all", 100, 5000]);
  });

  it("ask for each input by one statement where few rows are behind it", async () => {
    const before = trace.asked();
    await behindFirst("select vendor, count(*) from orders group by vendor");
    // One for the rows, one for the table behind the view.
    expect(trace.asked() - before).toBe(2);
  });
});

describe("what is said of a trace", () => {
  it("tells windows, queries within expressions and joins that only decide", async () => {
    const { notes } = await behindFirst(
      "select id, sum(amount) over (partition by vendor) as s, (select max(id) from swapped) as m from orders semi join many using (id)".replace(
        "many using (id)",
        "swapped on swapped.amount = orders.id",
      ),
    );
    expect(notes).toEqual([
      "Some values are computed over other rows too (a window), which are not shown.",
      "swapped only decides which rows stay (SEMI or ANTI JOIN).",
      "A query within an expression also reads swapped; those rows are not followed.",
    ]);
  });

  it.each([
    ["select 1 as one", "It reads no relation: its values are written in the query itself."],
    ["values (1), (2)", "Its rows are written in the query itself."],
    ["select range from range(3)", "Its rows are made by range(…), and come of no relation."],
    ["pivot orders on vendor using sum(amount) group by id", "It turns rows into columns by PIVOT."],
    [
      "select vendor, count(*) from orders group by rollup(vendor)",
      "It groups by several sets of columns at once (ROLLUP).",
    ],
    ["select * from gone_since where true", "gone_since is not there any more, or is a temporary table"],
    ["select * from query('select 1')", "query(…) says in a value what it reads."],
  ])("says why it cannot be followed: %s", async (sql, why) => {
    const row = { columns: [{ name: "x", type: "VARCHAR" }], values: ["1"] };
    await expect((async () => rowsBehind(readQuery(sql), row, trace.engine))()).rejects.toThrow(why);
  });

  it("follows a part that reads itself no further, and says so", async () => {
    const { behind } = await behindFirst(
      "with recursive r(n) as (select 1 union all select n + 1 from r where n < 3) select n * 2 as twice from r",
      1,
    );
    expect(behind[0]).toMatchObject({ of: { kind: "part", isLast: true }, rows: [{ values: ["2"] }] });
  });

  it("guesses by equal values where it cannot follow, and counts equal rows", async () => {
    const row = { columns: [{ name: "VENDOR", type: "VARCHAR" }], values: [" v1 "] };
    const guess = await likeRows("orders", row, trace.engine);
    expect([guess?.by, guess?.behind.count]).toEqual([["vendor"], 4]);
    expect(
      await likeRows("orders", { columns: [{ name: "x", type: "VARCHAR" }], values: ["1"] }, trace.engine),
    ).toBeNull();
    expect(
      await countEqual(
        "orders",
        { columns: [{ name: "vendor", type: "VARCHAR" }], values: [" v1 "] },
        trace.engine,
      ),
    ).toBe(4);
  });
});

describe("a recipe", () => {
  const recipe =
    "- trim: vendor\n- case: { columns: [vendor], to: upper }\n- filter: amount > 4\n- dedupe: { keys: vendor, keep: first, order: id }";

  it("is followed step by step: what each changed, down to the row of its relation", async () => {
    const script = await recipes.script(recipe, "orders", "made");
    let query = readQuery(queryOfRelation(script, "made", "made"));
    // Rows have no order that DuckDB would have to keep.
    let row = (await trace.rowsOf(script)).find(({ values }) => values.includes("V0"));
    const told: string[] = [];
    for (let name = ""; row; ) {
      const { behind, maker } = await rowsBehind(query, row, trace.engine);
      const [hop] = behind;
      const values = hop?.rows[0]?.values;
      if (!hop || !values) break;
      const before = { columns: hop.columns, values };
      const changes = changedColumns(before, row).changed.map((one) => `${one.before}>${one.after}`);
      told.push(`${maker ?? name}: ${changes.join()}`);
      name = hop.label;
      if (hop.of.kind === "relation") {
        told.push(`${hop.label} ${hop.rows[0]?.place}`);
        break;
      }
      query = hop.of.query;
      row = before;
    }
    expect(told.map((line) => line.replace(/^(\d)\. [^:]*/, "$1"))).toEqual([
      "4: ",
      "3: ",
      "2: v0>V0",
      "1:  v0 >v0",
      "orders 3",
    ]);
  });

  it("names the step that left a row out", async () => {
    const script = await recipes.script(recipe, "orders", "made");
    const rows = await trace.rowsOf("select * from orders");
    const fates = await Promise.all(
      [0, 3, 6].map(async (place) => {
        const row = rows[place];
        if (!row) throw new Error("no row");
        const query = readQuery(queryOfRelation(script, "made", "made"));
        const fate = await rowFate(query, { relation: "orders", place, ...row }, trace.engine);
        return fate?.dropped?.part?.replace(/\. .*/, "") ?? fate?.rows.length;
      }),
    );
    expect(fates).toEqual(["3", 1, "4"]);
  });
});

describe("the query of a relation", () => {
  it("is the last SELECT of its cell, or what one of its statements makes", () => {
    const script =
      "create temp table a as select 1 as x; create or replace view b as (from a); select * from b";
    expect(queryOfRelation(script, "c", "c")).toBe("select * from b");
    expect(queryOfRelation(script, "A", "c")).toBe("select 1 as x");
    expect(queryOfRelation(script, "b", "c")).toBe("(from a)");
    expect(() => queryOfRelation("create table a (x int); insert into a values (1)", "a", "c")).toThrow(
      "changes the rows",
    );
    expect(() => queryOfRelation("create table a (x int)", "a", "c")).toThrow("made without a query");
    expect(() => queryOfRelation("select 1", "a", "c")).toThrow("No statement of c selects the rows of a.");
  });
});
