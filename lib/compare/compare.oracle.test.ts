import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { NativeDuckDB } from "../sql/testing/nativeDuckDB.ts";
import { type CompareChoices, noChoices } from "./choices.ts";
import { compareSql, keyCheckSql } from "./compareSql.ts";
import { type ComparePlan, planCompare } from "./plan.ts";
import { summarySql } from "./summarySql.ts";

let native: NativeDuckDB;

beforeAll(async () => {
  native = await NativeDuckDB.start();
});

/** A value as SQL writes it, as DuckDB prints it, and as the model compares it. */
interface Value {
  sql: string;
  text: string | null;
  value: number | string | null;
}
const nothing: Value = { sql: "null", text: null, value: null };
const int = (value: number): Value => ({ sql: `${value}`, text: `${value}`, value });
const double = (sql: string, text: string): Value => ({
  sql: `'${sql}'::DOUBLE`,
  text,
  value: Number(sql === "inf" ? "Infinity" : sql),
});
const word = (value: string): Value => ({ sql: `'${value.replaceAll("'", "''")}'`, text: value, value });
const money = (text: string): Value => ({ sql: `${text}::DECIMAL(6,2)`, text, value: Number(text) });

const doubles = [
  nothing,
  double("nan", "nan"),
  double("inf", "inf"),
  double("-0.5", "-0.5"),
  double("19.99", "19.99"),
  double("20", "20.0"),
];
const words = [nothing, word(""), word("a"), word(" a\t"), word("A"), word("it's"), word("naïve")];
const wholes = [nothing, int(0), int(1), int(7)];
const prices = [nothing, money("0.00"), money("1.00"), money("1.01"), money("7.50")];

interface Row {
  key: [Value, Value];
  n: Value;
  t: Value;
  d: Value;
}

const rowOf = (d: Value[]) =>
  fc.record({
    key: fc.tuple(fc.constantFrom(...wholes), fc.constantFrom(word("x"), word("y"), word(""))),
    n: fc.constantFrom(...doubles),
    t: fc.constantFrom(...words),
    d: fc.constantFrom(...d),
  });
const uniqueRows = (d: Value[]) =>
  fc.uniqueArray(rowOf(d), {
    selector: ({ key }) => JSON.stringify(key.map(({ text }) => text)),
    maxLength: 9,
  });

const choices: fc.Arbitrary<CompareChoices> = fc.record({
  ignore: fc.constantFrom([], ["t"], ["T", "n"]),
  tolerance: fc.constantFrom<CompareChoices["tolerance"]>(0, 0.01, 1, { n: 0.01 }, { D: 0.5, n: 0 }),
  text: fc.record({ trim: fc.boolean(), case: fc.boolean() }),
});

const table = (rows: readonly Row[], types: string[]) => {
  const values = rows.map(({ key, n, t, d }) => `(${[...key, n, t, d].map(({ sql }) => sql).join(", ")})`);
  const none = `select ${types.map((type) => `null::${type}`).join(", ")} where false`;
  const cast = types.map((type, at) => `c${at}::${type} as ${["a", '"key b"', "n", "t", "d"][at]}`);
  const from = values.length === 0 ? none : `values ${values.join(", ")}`;
  return `select ${cast.join(", ")} from (${from}) as v(c0, c1, c2, c3, c4)`;
};

async function planOf(keys: string[], with_: CompareChoices): Promise<ComparePlan> {
  const relation = async (name: string) => ({
    name,
    columns: (await native.described(`from ${name}`)).map(([column, type]) => ({ name: column, type })),
  });
  const plan = planCompare(await relation("old_rows"), await relation("new_rows"), keys, with_);
  if (!plan.ok) throw new Error(plan.error.message);
  return plan.value;
}

const make = async (before: string, after: string) => {
  await native.run(`create or replace table old_rows as ${before}`);
  await native.run(`create or replace table new_rows as ${after}`);
};

/** What a person would do with two printed lists and a pencil. */
function byHand(before: readonly Row[], after: readonly Row[], { ignore, tolerance, text }: CompareChoices) {
  const keyed = (rows: readonly Row[]) =>
    new Map(
      rows
        .filter(({ key: [a] }) => a.value !== null)
        .map((row) => [JSON.stringify(row.key.map((k) => k.text)), row]),
    );
  const [old, now] = [keyed(before), keyed(after)];
  const of = (name: string) => {
    if (typeof tolerance === "number") return tolerance;
    return Object.entries(tolerance).find(([key]) => key.toLowerCase() === name)?.[1] ?? 0;
  };
  const isSame = (name: "n" | "t" | "d", a: Value, b: Value) => {
    if (a.value === null || b.value === null) return a.value === b.value;
    if (typeof a.value === "string" && typeof b.value === "string") {
      const plain = (value: string) => {
        const trimmed = text.trim ? value.trim() : value;
        return text.case ? trimmed : trimmed.toLowerCase();
      };
      return plain(a.value) === plain(b.value);
    }
    if (Object.is(a.value, b.value) || a.value === b.value) return true;
    const distance = Math.abs(Number(a.value) - Number(b.value));
    return of(name) > 0 && Number.isFinite(distance) && distance <= of(name) + 1e-12;
  };
  const changes: (string | null)[][] = [];
  let same = 0;
  for (const [key, row] of old) {
    const other = now.get(key);
    const texts = row.key.map((k) => k.text);
    if (!other) changes.push([...texts, "removed", null, null, null]);
    else {
      const cells = (["n", "t", "d"] as const).filter(
        (name) => !ignore.some((one) => one.toLowerCase() === name) && !isSame(name, row[name], other[name]),
      );
      if (cells.length === 0) same++;
      for (const name of cells) changes.push([...texts, "changed", name, row[name].text, other[name].text]);
    }
  }
  for (const [key, row] of now)
    if (!old.has(key)) changes.push([...row.key.map((k) => k.text), "added", null, null, null]);
  return { changes, same };
}

const sorted = (rows: readonly (readonly (string | null)[])[]) =>
  rows.map((row) => JSON.stringify(row)).sort();

describe("a comparison of two relations", () => {
  it("is what one finds by hand, whatever the rows and the choices", async () => {
    await fc.assert(
      fc.asyncProperty(
        uniqueRows(wholes),
        uniqueRows(prices),
        choices,
        fc.boolean(),
        async (before, after, chosen, isKeyRetyped) => {
          const types = ["VARCHAR", "DOUBLE", "VARCHAR"];
          await make(
            table(before, ["INTEGER", ...types, "INTEGER"]),
            table(after, [isKeyRetyped ? "VARCHAR" : "BIGINT", ...types, "DECIMAL(6,2)"]),
          );
          const plan = await planOf(["A", "key b"], chosen);
          const found = await native.texts(compareSql(plan));
          const expected = byHand(before, after, chosen);
          expect(sorted(found.rows)).toEqual(sorted(expected.changes));
          expect(found.types.slice(2)).toEqual(["VARCHAR", "VARCHAR", "VARCHAR", "VARCHAR"]);
          const unkeyed = (rows: readonly Row[]) => rows.filter(({ key: [a] }) => a.value === null).length;
          await native.run(`create or replace table changes as ${compareSql(plan)}`);
          const summary = await native.rows(
            summarySql(
              plan,
              "changes",
              { rows: before.length, unkeyed: unkeyed(before) },
              { rows: after.length, unkeyed: unkeyed(after) },
            ),
          );
          const count = (item: string, column: string | null = null) =>
            Number(summary.find((row) => row.item === item && row.column === column)?.count);
          const of = (change: string) => expected.changes.filter((row) => row[2] === change);
          expect(count("rows the same")).toBe(expected.same);
          expect(count("rows added")).toBe(of("added").length);
          expect(count("rows removed")).toBe(of("removed").length);
          expect(count("rows changed")).toBe(new Set(of("changed").map((row) => `${row[0]} ${row[1]}`)).size);
          expect(count("rows before without a key")).toBe(unkeyed(before));
          for (const { after: column } of plan.columns)
            expect(count("cells changed", column.name)).toBe(
              of("changed").filter((row) => row[3] === column.name).length,
            );
        },
      ),
      { numRuns: 30 },
    );
  });

  it("has the key as it is typed, in rows sorted by it", async () => {
    await make(
      "select * from (values (3, date '2024-01-01', 1), (1, date '2024-01-02', 1)) as t(change, day, x)",
      "select * from (values (2, date '2024-01-01', 1), (1, date '2024-01-02', 2)) as t(change, day, x)",
    );
    const found = compareSql(await planOf(["change", "day"], noChoices));
    expect(await native.described(found)).toEqual([
      ["change_key", "INTEGER"],
      ["day", "DATE"],
      ["change", "VARCHAR"],
      ["column", "VARCHAR"],
      ["before", "VARCHAR"],
      ["after", "VARCHAR"],
    ]);
    expect((await native.texts(found)).rows).toEqual([
      ["1", "2024-01-02", "changed", "x", "1", "2"],
      ["2", "2024-01-01", "added", null, null, null],
      ["3", "2024-01-01", "removed", null, null, null],
    ]);
  });

  it("holds values of any type, and names that are words of SQL", async () => {
    const row = (
      id: number,
      nested: string,
      extra = "",
    ) => `select ${id} as "select", ${nested} as "old", [1, null] as "new",
      {'a': 'nan'::DOUBLE, 'b': null} as "it's", map {'k': 1} as "a ""b""", '\\xAA'::BLOB as "from", interval 1 month as cells,
      '9999-12-31 23:59:59.999999'::TIMESTAMP as "group", true as "cell", 170141183460469231731687303715884105727::HUGEINT as big,
      '0b7a6f6c-8f0a-4c1e-9c62-0e7b1a2b3c4d'::UUID as id${extra}`;
    await make(row(1, "{'select': 1}"), row(1, "{'select': 2}", ", 1 as more"));
    const found = await native.texts(compareSql(await planOf(["SELECT"], noChoices)));
    expect(found.rows).toEqual([["1", "changed", "old", "{'select': 1}", "{'select': 2}"]]);
  });

  it("counts what is compared with nothing but a key", async () => {
    await make("select 1 as id union all select 2", "select 2 as id union all select 'nan'::DOUBLE");
    const found = await native.texts(compareSql(await planOf(["id"], noChoices)));
    expect(found.rows).toEqual([
      ["1.0", "removed", null, null, null],
      ["nan", "added", null, null, null],
    ]);
  });

  it("takes whole numbers exactly, however large, with a tolerance and without", async () => {
    const rows = (values: string) => `select * from (values ${values}) as t(id, n)`;
    await make(
      rows("(1, 9007199254740993), (2, -9223372036854775808), (3, 9007199254740993)"),
      rows("(1, 9007199254740992), (2, 9223372036854775807), (3, 9007199254740995)"),
    );
    const ids = async (tolerance: number) =>
      (await native.texts(compareSql(await planOf(["id"], { ...noChoices, tolerance })))).rows.map(
        ([id]) => id,
      );
    expect(await ids(0)).toEqual(["1", "2", "3"]);
    expect(await ids(1)).toEqual(["2", "3"]);
  });

  it.each(["hospital", "beers"])("finds each cell that was mended in %s, and no other", async (set) => {
    const file = (name: string) => `../shared/data/cleaning/${set}/${name}.csv`;
    const load = (name: string) => `select * from read_csv('${file(name)}', all_varchar = true)`;
    await make(load("dirty"), load("clean"));
    const dirty = await native.rows("from old_rows");
    const clean = await native.rows("from new_rows");
    // Both files have their rows in one order, so that the nth of one is the nth of the other.
    const plan = await planOf(["index"], noChoices);
    const mended = dirty.flatMap((row, at) =>
      plan.columns.flatMap(({ before, after }) => {
        const [a, b] = [row[before.name] ?? null, clean[at]?.[after.name] ?? null];
        return a === b ? [] : [[row.index ?? null, "changed", after.name, a, b]];
      }),
    );
    expect(mended.length).toBeGreaterThan(400);
    expect(dirty.map(({ index }) => index)).toEqual(clean.map(({ index }) => index));
    expect(sorted((await native.texts(compareSql(plan))).rows)).toEqual(sorted(mended));
  });

  it("says which keys occur more than once, as many as there are", async () => {
    const key = fc.option(fc.integer({ min: 0, max: 4 }), { nil: null });
    await fc.assert(
      fc.asyncProperty(fc.array(key, { maxLength: 12, minLength: 1 }), async (ids) => {
        const side = `select v::INTEGER as id from (values ${ids.map((id) => `(${id})`).join(", ")}) as t(v)`;
        await make("select 1 as id", side);
        const plan = await planOf(["id"], noChoices);
        const [row] = await native.rows(keyCheckSql(plan.after, plan.keys, "after"));
        const known = ids.filter((id) => id !== null);
        const repeated = [...new Set(known)].filter((id) => known.filter((one) => one === id).length > 1);
        expect(row).toEqual({
          rows: `${ids.length}.0`,
          unkeyed: `${ids.length - known.length}.0`,
          repeated: `${repeated.length}.0`,
          example: repeated.length === 0 ? null : `${Math.min(...repeated)}`,
        });
      }),
      { numRuns: 30 },
    );
  });
});
