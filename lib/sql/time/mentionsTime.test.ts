import { expect, test } from "vitest";
import { mentionsTime } from "./mentionsTime.ts";
import { shadowedNames } from "./timeMacros.ts";

test("a statement that calls a shadowed function in any spelling mentions time", () => {
  for (const name of shadowedNames) {
    expect(mentionsTime(`select ${name}(x)`)).toBe(true);
    expect(mentionsTime(`select x.${name.toUpperCase()}()`)).toBe(true);
    expect(mentionsTime(`select "${name}"(x)`)).toBe(true);
  }
});

test.each([
  "select extract(year from ts)",
  "select ts at time zone 'UTC'",
  "select current_date",
  "select * from eider_range(a, b, c)",
  "select TODAY()",
])("%s mentions time", (sql) => expect(mentionsTime(sql)).toBe(true));

test.each([
  "select 42 as answer",
  "select kind, sum(amount) from events group by kind",
  "select my_year from t",
])("%s does not", (sql) => expect(mentionsTime(sql)).toBe(false));
