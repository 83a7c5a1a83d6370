import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { parse, View } from "vega";
import { beforeAll, describe, expect, it } from "vitest";
import { isWhole } from "../../../suites/sampleHere.ts";
import type { Column } from "../../engine/protocol.ts";
import { unlessOnlyVega } from "../onlyVega.ts";
import { fieldsOf, relationSource, type SourceColumn } from "../transform/rowSource.ts";
import { compileExpression, compileTest } from "./compileExpression.ts";
import { expressionInUtc } from "./expressionInUtc.ts";

const columns: Column[] = [
  { name: "x", type: "DOUBLE" },
  { name: "n", type: "INTEGER" },
  { name: "s", type: "VARCHAR" },
  { name: "b", type: "BOOLEAN" },
  { name: "t", type: "TIMESTAMP" },
];
const rows = [
  { x: 1.5, n: 3, s: "Ärger", b: true, t: Date.UTC(2024, 1, 29, 13, 5, 9, 250) },
  { x: -2.5, n: 0, s: "", b: false, t: Date.UTC(1969, 11, 31, 23, 59) },
  { x: 0, n: -7, s: "a'b\"c", b: null, t: null },
  { x: null, n: null, s: null, b: true, t: Date.UTC(2000, 0, 1) },
  { x: Number.NaN, n: 12, s: "0", b: false, t: Date.UTC(2023, 11, 31) },
  { x: Number.POSITIVE_INFINITY, n: 100, s: "x🦆y", b: null, t: Date.UTC(1900, 5, 15) },
  { x: -1e300, n: 1, s: "zz", b: true, t: Date.UTC(2038, 0, 19, 3, 14, 7) },
];
const source = relationSource("odd", columns);
/** As `rows`, of what statistics know that it holds nothing odd: other SQL is made of the same expressions. */
const plainRows = [
  { x: 1.5, n: 3, s: "Ärger", b: true, t: Date.UTC(2024, 1, 29, 13, 5, 9, 250) },
  { x: -2.5, n: 0, s: "", b: false, t: Date.UTC(1969, 11, 31, 23, 59) },
  { x: 0, n: 7, s: "a'b", b: false, t: Date.UTC(2000, 0, 1) },
  { x: 1e300, n: 100, s: "0", b: true, t: Date.UTC(2023, 11, 31) },
];
const plainColumns: SourceColumn[] = [
  { name: "x", type: "DOUBLE", known: { nullable: false, mayBeNaN: false, range: [-2.5, 1e300] } },
  { name: "n", type: "BIGINT", known: { nullable: false, mayBeNaN: false, range: [0, 100] } },
  { name: "s", type: "VARCHAR", known: { nullable: false, mayBeNaN: false } },
  { name: "b", type: "BOOLEAN", known: { nullable: false, mayBeNaN: false } },
  {
    name: "t",
    type: "TIMESTAMP",
    known: { nullable: false, mayBeNaN: false, range: [Date.UTC(1969, 0), Date.UTC(2025, 0)] },
  },
];
const relations = [
  { relation: "odd", rows, source, integer: "INTEGER" },
  { relation: "plain", rows: plainRows, source: relationSource("plain", plainColumns), integer: "BIGINT" },
];
let read: (sql: string) => Promise<unknown[][]>;

beforeAll(async () => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  for (const { relation, rows, integer } of relations) {
    const values = rows.map(
      ({ x, n, s, b, t }, order) =>
        `(${x === null ? "NULL" : `'${x}'::DOUBLE`}, ${n}, ${s === null ? "NULL" : `'${s.replaceAll("'", "''")}'`}, ${b}, ${
          t === null ? "NULL" : `make_timestamp(${t}000)`
        }, ${order})`,
    );
    await connection.run(`CREATE TABLE ${relation} AS SELECT x, n::${integer} AS n, s, b::BOOLEAN AS b, t, o
      FROM (VALUES ${values.join(", ")}) AS v(x, n, s, b, t, o)`);
  }
  read = async (sql) => (await connection.runAndReadAll(`${sql} ORDER BY o`)).getRowsJS();
});

/** What Vega makes of expressions, each over all rows. */
async function byVega(expressions: readonly string[], rows: readonly object[]): Promise<unknown[][]> {
  const transform = expressions.map((expr, index) => ({ type: "formula" as const, expr, as: `e${index}` }));
  const view = new View(parse({ data: [{ name: "d", values: rows.map((row) => ({ ...row })), transform }] }));
  await view.runAsync();
  const found: Record<string, unknown>[] = view.data("d");
  view.finalize();
  return found.map((row) => expressions.map((_, index) => row[`e${index}`]));
}

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a === "number" && typeof b === "number")
    return Object.is(a, b) || a === b || Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(a), Math.abs(b));
  return a === b;
}

const numbers = [
  "datum.x",
  "datum.n",
  "datum['n']",
  "datum.n % 7",
  "floor(datum.n / 3)",
  "datum.t",
  "0",
  "1",
  "-2.5",
  "7",
  "PI",
  "NaN",
  "null",
];
const texts = ["datum.s", "''", "'0'", "'a'", "'Ärger'", "'🦆'", "null"];
const truths = ["datum.b", "true", "false", "null", "isValid(datum.x)"];
const functionsOfOne =
  "abs ceil floor round sqrt exp log sin cos tan asin acos atan isNaN isFinite isNumber year month date day hours minutes seconds time".split(
    " ",
  );
const { any, number, text, truth } = fc.letrec<Record<"any" | "number" | "text" | "truth", string>>(
  (tie) => ({
    number: fc.oneof(
      { maxDepth: 3, depthIdentifier: "e" },
      fc.constantFrom(...numbers),
      fc
        .tuple(tie("number"), fc.constantFrom("+", "-", "*", "/", "%"), tie("number"))
        .map(([a, op, b]) => `(${a} ${op} ${b})`),
      fc.tuple(fc.constantFrom(...functionsOfOne), tie("number")).map(([name, a]) => `${name}(${a})`),
      fc
        .tuple(fc.constantFrom("min", "max", "pow", "atan2"), tie("number"), tie("number"))
        .map(([f, a, b]) => `${f}(${a}, ${b})`),
      tie("truth").map((a) => `(${a} ? 1 : datum.n)`),
      tie("number").map((a) => `-${a}`),
      tie("text").map((a) => `length(${a} + '')`),
      fc.tuple(tie("number"), tie("number")).map(([a, b]) => `clamp(${a}, ${b}, 10)`),
    ),
    text: fc.oneof(
      { maxDepth: 3, depthIdentifier: "e" },
      fc.constantFrom(...texts),
      fc.tuple(tie("text"), tie("text")).map(([a, b]) => `(${a} + ${b})`),
      fc
        .tuple(tie("text"), fc.constantFrom("datum.n", "datum.b", "5", "1.25"))
        .map(([a, b]) => `(${a} + ${b})`),
      fc.tuple(tie("truth"), tie("text"), tie("text")).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
      fc.tuple(tie("text"), tie("text")).map(([a, b]) => `(${a} || ${b})`),
    ),
    truth: fc.oneof(
      { maxDepth: 3, depthIdentifier: "e" },
      fc.constantFrom(...truths),
      fc
        .tuple(tie("number"), fc.constantFrom("<", "<=", ">", ">=", "==", "===", "!=", "!=="), tie("number"))
        .map(([a, op, b]) => `(${a} ${op} ${b})`),
      fc
        .tuple(tie("text"), fc.constantFrom("===", "!==", "==", "<", ">="), tie("text"))
        .map(([a, op, b]) => `(${a} ${op} ${b})`),
      fc
        .tuple(tie("any"), fc.constantFrom("===", "!==", "==", "!="), tie("any"))
        .map(([a, op, b]) => `(${a} ${op} ${b})`),
      fc.tuple(tie("any"), fc.constantFrom("&&", "||"), tie("any")).map(([a, op, b]) => `(${a} ${op} ${b})`),
      tie("any").map((a) => `!${a}`),
      tie("any").map((a) => `isValid(${a})`),
      fc.tuple(tie("number"), fc.integer(), fc.integer()).map(([a, b, c]) => `inrange(${a}, [${b}, ${c}])`),
      tie("text").map((a) => `(indexof(['a', '', '0'], ${a}) >= 0)`),
    ),
    any: fc.oneof({ depthIdentifier: "e" }, tie("number"), tie("text"), tie("truth")),
  }),
);

describe("an expression in SQL", () => {
  it.each(relations)(
    "has Vega's answer for every row, or none at all: $relation",
    { timeout: 120_000 },
    async ({ relation, rows, source }) => {
      const tried = fc.sample(fc.oneof(any, number, text, truth), { numRuns: isWhole ? 2000 : 250, seed: 5 });
      const pushed = [...new Set(tried)].flatMap((expression) => {
        const value = unlessOnlyVega(() => compileExpression(expression, fieldsOf(source)));
        const test = unlessOnlyVega(() => compileTest(expression, fieldsOf(source)));
        return value && test !== null && value.sql.length < 2000 ? [{ expression, value, test }] : [];
      });
      expect(pushed.length).toBeGreaterThan(60);
      const expected = await byVega(
        pushed.map(({ expression }) => expressionInUtc(expression)),
        rows,
      );
      const list = pushed.flatMap(({ value, test }) => [value.sql, test]);
      const found = await read(`SELECT ${list.join(", ")} FROM ${relation}`);
      const differences = pushed.flatMap(({ expression }, index) =>
        rows.flatMap((_, row) => {
          const want = expected[row]?.[index];
          const [value, test] = [found[row]?.[index * 2], found[row]?.[index * 2 + 1]];
          return isSame(want, value) && test === Boolean(want)
            ? []
            : [`${expression} row ${row}: ${want} became ${value}, ${test}`];
        }),
      );
      expect(differences.slice(0, 12)).toEqual([]);
    },
  );

  it.each([
    "datum.missing > 1",
    "datum.x > limit",
    "now() > datum.t",
    "random()",
    "upper(datum.s)",
    "datum.s > datum.s",
    "datum.s * 2",
    "datum.x + 'px'",
    "datum.x == datum.s",
    "test(/a/, datum.s)",
    "datum.s.b",
    "datum[datum.s]",
    "datum.x; 1",
    "datum.x ?? 1",
    "alert(1)",
    "constructor('x')",
    "",
  ])("leaves to Vega: %s", (expression) => {
    expect(unlessOnlyVega(() => compileExpression(expression, fieldsOf(source)))).toBeNull();
  });
});

describe("expressionInUtc", () => {
  it("reads and writes dates in UTC, and leaves texts and members alone", () => {
    expect(expressionInUtc("year(datum.t) + datum.year + 'month(x)'")).toBe(
      "utcyear(datum.t) + datum.year + 'month(x)'",
    );
    expect(expressionInUtc("datum.t < datetime(2020, 1, 2)")).toBe("datum.t < utc(2020, 1, 2)");
    expect(expressionInUtc("datetime(datum.t)")).toBe("datetime(datum.t)");
    expect(expressionInUtc("datetime(max(1, 2))")).toBe("datetime(max(1, 2))");
    expect(expressionInUtc("timeFormat(datum.value, '%H, %d')")).toBe("utcFormat(datum.value, '%H, %d')");
    expect(expressionInUtc("utcyear(datum.t)")).toBe("utcyear(datum.t)");
  });
});
