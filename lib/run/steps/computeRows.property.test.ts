import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { CleanStage } from "../testing/cleanStage.ts";

let stage: CleanStage;

beforeAll(async () => {
  stage = await CleanStage.start();
}, 60_000);

it("a function that gives back a value gives the very value, whatever it is", async () => {
  const text = fc.option(fc.string({ unit: "grapheme", maxLength: 12 }), { nil: null });
  const odd = fc.constantFrom("NULL", "'", "\\", "{'a': 1}", "a, b", "", " ", "--", "{{p0}}", "\u0000", null);
  const literal = (value: string | null) =>
    value === null
      ? "null"
      : `decode('${[...new TextEncoder().encode(value)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("")}'::blob)`;
  const row = fc.tuple(
    fc.oneof(text, odd),
    fc.oneof(text, odd),
    fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
    fc.option(fc.double()),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 150 }), async (rows) => {
      const values = rows.map(
        ([a, b, n, d]) =>
          `(${literal(a)}, ${literal(b)}, ${n === null ? "null" : `'${n}'::bigint`}, ${d === null ? "null" : `'${String(d)}'::double`})`,
      );
      await stage.make(
        "odd",
        `select a::varchar as a, b::varchar as b, n::bigint as n, d::double as d from (values ${values.join(", ")}) t(a, b, n, d)`,
      );
      await stage.run(
        `- typescript: { column: a2, function: "(row) => row.a" }
- typescript: { column: b2, function: "({ a, b }) => b" }
- typescript: { column: n2, function: "(row) => Object.values(row)[2]" }
- typescript: { column: d2, function: "({ d, n, b, a }) => d" }`,
        "odd",
      );
      const differing = await stage.rows(
        "select count(*)::varchar from made where a is distinct from a2 or b is distinct from b2 or n::varchar is distinct from n2::varchar or d is distinct from d2::double",
      );
      expect(differing).toEqual([["0"]]);
      expect(await stage.rows("select count(*)::varchar from made")).toEqual([[String(rows.length)]]);
    }),
    { numRuns: 3 },
  );
}, 30_000);
