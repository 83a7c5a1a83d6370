import { expect, test } from "vitest";
import { mayMatch } from "./mayMatch.ts";

const c = (index: number) => `array_extract(list_value(__r7_c${index}), 1)`;
const sqlOf = (expression: unknown) => mayMatch(expression, 7)?.sql ?? null;
const some = (index: number, sql: string) => `(coalesce(some${index}, true) and coalesce(${sql}, true))`;

test("comparisons with constants are conditions on a column's bounds", () => {
  expect(sqlOf(`(${c(3)} >= '2020-01-01 00:00:00'::TIMESTAMP)`)).toBe(
    some(3, "hi3 >= '2020-01-01 00:00:00' :: TIMESTAMP"),
  );
  expect(sqlOf(`(${c(0)} = -5)`)).toBe(some(0, "lo0 <= - 5 and hi0 >= - 5"));
  expect(sqlOf(`(5 < ${c(0)})`)).toBe(some(0, "hi0 > 5"));
  expect(sqlOf(`(${c(1)} BETWEEN 2 AND 9)`)).toBe(some(1, "hi1 >= 2 and lo1 <= 9"));
  expect(sqlOf(`(${c(1)} IS NOT NULL)`)).toBe(some(1, "true"));
  expect(sqlOf(`(${c(2)} = 'it''s (AND) OR')`)).toBe(
    some(2, "lo2 <= 'it''s (AND) OR' and hi2 >= 'it''s (AND) OR'"),
  );
});

test("of several conditions those that are understood count, and OR needs all of its own", () => {
  expect(sqlOf(`((${c(0)} > 1) AND prefix(${c(1)}, 'ab'))`)).toBe(`(${some(0, "hi0 > 1")})`);
  expect(sqlOf(`((${c(0)} = 1) OR (${c(0)} = 3))`)).toBe(
    `(${some(0, "lo0 <= 1 and hi0 >= 1")} or ${some(0, "lo0 <= 3 and hi0 >= 3")})`,
  );
  expect(sqlOf(`((${c(0)} > 1) OR (${c(1)} <> 3))`)).toBeNull();
});

test.each([
  "(__r7_c0 > 5)",
  `(${c(0).replace("__r7", "__r8")} > 5)`,
  `(CAST(${c(0)} AS DATE) > '2020-01-01'::DATE)`,
  `(array_extract(list_value(${c(0)}), 1) > 5)`,
  `(${c(0)} > ${c(1)})`,
  `(${c(0)} > random())`,
  `(NOT (${c(0)} > 5))`,
  `(${c(0)} IS NULL)`,
  `(${c(0)} <> 5)`,
  `(${c(0)} = 'cut off`,
  ["(a = 'x", "y')"],
  "IN (...)",
  undefined,
])("%s may match anything", (expression) => {
  expect(sqlOf(expression)).toBeNull();
});
