import { expect, test } from "vitest";
import { computesWhole } from "./computesWhole.ts";
import { wholeSelects } from "./testing/wholeSelects.ts";

const unknown = [
  "select * from t",
  "select count(*) from t",
  "select * from (select k from t group by k)",
  "select list(n order by n) as l, k from t",
  'select "order", "by" from (select k as "order", n as "by" from t)',
  "select 'group by' as g from t -- order by",
  "select unnest([1, 2])",
  "select 1 union all table t",
  "from t",
];

/** One row and no more, which the plan calls streaming. */
const oneRow = ["select 42 as answer", "SELECT 1 + 2, 'from (' where true -- from t"];

test.each(wholeSelects)("needs all rows first: %s", (sql) => expect(computesWhole(sql)).toBe(true));
test.each(oneRow)("has but one row: %s", (sql) => expect(computesWhole(sql)).toBe(true));
test.each(unknown)("is left to the plan: %s", (sql) => expect(computesWhole(sql)).toBe(false));
