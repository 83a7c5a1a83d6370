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
];

test.each(wholeSelects)("needs all rows first: %s", (sql) => expect(computesWhole(sql)).toBe(true));
test.each(unknown)("is left to the plan: %s", (sql) => expect(computesWhole(sql)).toBe(false));
