import { AsyncDuckDB, type AsyncDuckDBConnection, VoidLogger } from "@duckdb/duckdb-wasm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NodeWorker, wasmPath } from "../../workers/engine/testing/nodeWorker.ts";
import { statementFacts } from "./statementFacts.ts";

const corpus: [sql: string, reads: string[]][] = [
  ["select 1", []],
  ["from t", ["t"]],
  ["select * from t, u as v, w x(a, b), y", ["t", "u", "w", "y"]],
  [
    "select * from main.t join memory.main.u using (id) left join lateral (select * from w where w.a = t.a) on true",
    ["t", "u", "w"],
  ],
  ['select * from "two words" t cross join "q""q"', ["two words", 'q"q']],
  ["with a as (select * from t), b as (select * from a) select * from b join c on true", ["t", "c"]],
  ["with t as (select * from t) select * from t", ["t"]],
  ["with recursive r(n) as (select 1 union all select n + 1 from r where n < 5) select * from r", []],
  ["with a as (with b as (from t) from b) select * from a, b", ["t", "b"]],
  ["select (select max(x) from u) from t where exists (select 1 from v where v.a = t.a)", ["u", "t", "v"]],
  ["select extract(year from ts), trim(both ' ' from name), substring(name from 2 for 3) from t", ["t"]],
  ["select a is distinct from b, a is not distinct from c from t", ["t"]],
  ["select * from range(10) r, generate_series(1, (select max(n) from u)) g", ["u"]],
  ["select * from ((t join u on t.a = u.a) join (select * from v) w on true)", ["t", "u", "v"]],
  ["select * from (values (1, 2), (3, 4)) v(a, b)", []],
  ["select * from t union all by name select * from u except select * from v", ["t", "u", "v"]],
  ["select unnest([1, 2]) from t qualify row_number() over (partition by a order by b) = 1", ["t"]],
  ["pivot t on kind using sum(amount) group by day", ["t"]],
  ["from (pivot t on kind using sum(x))", ["t"]],
  ["select * from t unpivot (v for k in (a, b))", ["t"]],
  ["select * from t tablesample 10%, u", ["t", "u"]],
  ["summarize t", ["t"]],
  ["describe select * from t", ["t"]],
  ["from t select a, b where a > (from u select max(a))", ["t", "u"]],
  ["select t.from_date, t.\"from\" from t -- from nowhere\n where x = 'from else' /* join nothing */", ["t"]],
  ["select * from a asof join b on a.ts >= b.ts positional join c", ["a", "b", "c"]],
  ["select struct_pack(a := 1).a from t, (select 1) u", ["t"]],
  ["select list_transform([1], x -> x + 1) from t where a in (select b from u)", ["t", "u"]],
];

describe("names in relation position", () => {
  const worker = new NodeWorker();
  let connection: AsyncDuckDBConnection;
  beforeAll(async () => {
    const db = new AsyncDuckDB(new VoidLogger(), worker as unknown as Worker);
    await db.instantiate(wasmPath());
    await db.open({ path: ":memory:" });
    connection = await db.connect();
  });
  afterAll(() => worker.terminate());

  /** DuckDB's own answer, or null where it cannot say. */
  async function duckNames(sql: string): Promise<string[] | null> {
    try {
      const names = await connection.getTableNames(sql);
      return [...new Set(names.map((name) => name.split(".").at(-1) ?? name))].sort();
    } catch {
      return null;
    }
  }

  it.each(corpus)("%s", async (sql, reads) => {
    const found = statementFacts(sql).reads;
    expect([...found].sort()).toEqual([...reads].sort());
  });

  it("are those that DuckDB itself finds, wherever it can say", async () => {
    let compared = 0;
    for (const [sql, reads] of corpus) {
      const names = await duckNames(sql);
      if (names === null || sql.includes('"q""q"')) continue;
      compared++;
      expect([...reads].sort(), sql).toEqual(names);
    }
    expect(compared).toBeGreaterThan(15);
  });
});
