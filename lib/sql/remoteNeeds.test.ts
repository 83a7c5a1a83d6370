import { beforeAll, expect, test } from "vitest";
import { openWasmDuckDb, type WasmDuckDb } from "../ingest/testing/wasmDuckDb.ts";
import { columnNotFetched, notFetchedIn, notFetchedSql, remoteViewName } from "./notFetched.ts";
import { remoteNeeds } from "./remoteNeeds.ts";

let wasm: WasmDuckDb;
beforeAll(async () => {
  wasm = await openWasmDuckDb();
  const columns = [
    { name: "a", type: "BIGINT" },
    { name: "b", type: "VARCHAR" },
    { name: "t", type: "TIMESTAMP" },
    { name: "s", type: "STRUCT(x INTEGER)" },
  ];
  for (const [id, name] of [
    [7, "r"],
    [8, "q"],
  ] as const) {
    wasm.run(`create view ${remoteViewName(id)} as ${notFetchedSql(id, columns)}`);
    wasm.run(`create view ${name} as select * from ${remoteViewName(id)}`);
  }
});

/** What a statement needs: `r: columns | filters | first rows`. */
function needs(sql: string): string[] {
  const [row] = wasm.texts(`explain (format json) ${sql}`);
  return remoteNeeds(row?.[1] ?? "", sql).map(({ remote, columns, filters, firstRows }) =>
    [
      remote,
      columns === null ? "all" : [...columns].sort().join(","),
      filters === null
        ? "all rows"
        : filters.map(({ columns }) => [...columns].sort().join(",")).join(" or "),
      firstRows,
    ].join(" | "),
  );
}

test.each([
  ["select a from r", ["7 | 0 | all rows | "]],
  ["select a from r where t > '2020-01-01'", ["7 | 0,2 | 2 | "]],
  // Names in the statement mean nothing: here t is a, and a is b.
  ["select b from (select a as t, b as a, t as b from r) where t = 5", ["7 | 0,2 | 0 | "]],
  ["select count(*) from r", ["7 |  | all rows | "]],
  ["select count(*) from r where a = 5", ["7 | 0 | 0 | "]],
  ["select s.x from r where s.x = 5", ["7 | 3 | all rows | "]],
  ["select r.a from r join q on r.a = q.a where q.b = 'x'", ["7 | 0 | all rows | ", "8 | 0,1 | 1 | "]],
  [
    "select r.a from r join r as o on r.a = o.a where r.b = 'x' and o.t is not null",
    ["7 | 0,1,2 | 1 or 2 | "],
  ],
  ["select a from r where b = 'x' and a in (select count(*) from r)", ["7 | 0,1 | all rows | "]],
  ["select a from r limit 10", ["7 | 0 | all rows | 10"]],
  ["select a from r limit 10 offset 5;", ["7 | 0 | all rows | 15"]],
  ["select a from r where a > 2 limit 10", ["7 | 0 | 0 | "]],
  ["select a from r order by b limit 10", ["7 | 0,1 | all rows | "]],
  ["select * from (select a from r limit 3 offset 90) limit 10", ["7 | 0 | all rows | "]],
  ["select 1", []],
])("%s", (sql, expected) => {
  expect(needs(sql)).toEqual(expected);
});

test("a view over a remote relation fails when it is read, even if no column of it is", () => {
  for (const sql of ["select * from r", "select count(*) from r", "select 1 from r where a > 5 limit 1"]) {
    let message = "";
    try {
      wasm.texts(sql);
    } catch (thrown) {
      message = String(thrown);
    }
    expect([sql, notFetchedIn(message)]).toEqual([sql, [7]]);
  }
});

test("a column that was not fetched fails where it is read, and only there", () => {
  wasm.run(
    `create view partly as select range as a, ${columnNotFetched(7, 1, "VARCHAR")} as b from range(3)`,
  );
  expect(wasm.texts("select sum(a)::varchar from partly where a > 0")).toEqual([["3"]]);
  expect(() => wasm.texts("select max(b) from partly")).toThrow(
    "Column 1 of remote relation 7 was not fetched.",
  );
});
