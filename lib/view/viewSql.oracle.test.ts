import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Column } from "../engine/protocol.ts";
import { everyContainer, everyScalar } from "../ingest/testing/everyType.ts";
import { quoteIdentifier, quoteLiteral } from "../sql/quote.ts";
import type { Filter, GridView } from "./gridView.ts";
import { type ModelRow, modelRows } from "./testing/viewModel.ts";
import { viewQuery, viewSql } from "./viewSql.ts";

const columns: Column[] = [
  { name: "id", type: "INTEGER" },
  { name: 'odd "name"', type: "VARCHAR" },
  { name: "order", type: "BIGINT" },
  { name: "share", type: "DOUBLE" },
  { name: "price", type: "DECIMAL(6,2)" },
  { name: "day", type: "DATE" },
  { name: "at", type: "TIMESTAMP" },
  { name: "flag", type: "BOOLEAN" },
];

const word = fc.oneof(
  fc.constantFrom("", "a", "A", "ab", "Äb", "äB", "it's", "100%", "a_b", "😀", "\\d", "\n"),
  fc.string({ unit: fc.constantFrom("a", "A", "b", "ä", "%", "'", "😀"), maxLength: 4 }),
);
const wholes = fc.constantFrom("0", "-1", "7", "8", "9007199254740993", "-9223372036854775808");
const doubles = fc.constantFrom("0.1", "-0.5", "2.5", "1e+20", "inf", "nan", "3.0");
const prices = fc.constantFrom("0.00", "-1.25", "2.50", "9999.99");
const days = fc.constantFrom("2024-01-31", "2024-02-01", "1969-12-31");
const instants = fc.constantFrom("2024-01-31 00:00:00", "2024-01-31 23:59:59.5", "2024-02-01 00:00:00");
const orNull = (text: fc.Arbitrary<string>) => fc.option(text, { freq: 4 });

const valuesOf: Record<string, fc.Arbitrary<string>> = {
  'odd "name"': word,
  order: wholes,
  share: doubles,
  price: prices,
  day: days,
  at: instants,
  flag: fc.constantFrom("true", "false"),
};
const names = Object.keys(valuesOf);

const rows = fc.array(fc.tuple(...names.map((name) => orNull(valuesOf[name] ?? word))), { maxLength: 25 });

const boundsOf: Record<string, fc.Arbitrary<string>> = {
  order: fc.oneof(wholes, fc.constantFrom("6.5", "7.5", "-0.5", "1e30", "-1e30", "7.0")),
  share: fc.constantFrom("0.1", "-0.5", "1e20", "0"),
  price: fc.oneof(prices, fc.constantFrom("2.499", "2.501", "-1.2500001", "1e9")),
  day: days,
  at: fc.oneof(instants, days),
};

const filter: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({
    kind: fc.constant("text" as const),
    column: fc.constantFrom(...names),
    how: fc.constantFrom("contains" as const, "equals" as const, "starts" as const, "ends" as const),
    text: fc.oneof(word, fc.constantFrom("0", "TRUE", "2024")),
    matchCase: fc.boolean(),
    not: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("null" as const), column: fc.constantFrom(...names), isNull: fc.boolean() }),
  fc.constantFrom(...names).chain((column) =>
    fc.record({
      kind: fc.constant("values" as const),
      column: fc.constant(column),
      values: fc.uniqueArray(orNull(valuesOf[column] ?? word), { maxLength: 3 }),
      not: fc.boolean(),
    }),
  ),
  fc.constantFrom(...Object.keys(boundsOf)).chain((column) =>
    fc.record({
      kind: fc.constant("range" as const),
      column: fc.constant(column),
      from: orNull(boundsOf[column] ?? word),
      to: orNull(boundsOf[column] ?? word),
      isToIncluded: fc.boolean(),
    }),
  ),
);

const view: fc.Arbitrary<GridView> = fc.record({
  sort: fc.uniqueArray(fc.record({ column: fc.constantFrom(...names), descending: fc.boolean() }), {
    maxLength: 3,
    selector: ({ column }) => column,
  }),
  filters: fc.array(filter, { maxLength: 3 }),
});

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create(":memory:")).connect();
});

async function texts(sql: string): Promise<(string | null)[][]> {
  const read = await connection.runAndReadAll(sql);
  return read.getRows().map((row) => row.map((value) => (value === null ? null : String(value))));
}

async function makeTable(given: readonly (readonly (string | null)[])[]): Promise<ModelRow[]> {
  const types = columns.map(({ name, type }) => `"${name.replaceAll('"', '""')}" ${type}`);
  await connection.run(`create or replace table "a relation" (${types.join(", ")})`);
  const made = given.map((values, id): ModelRow => [String(id), ...values]);
  const literal = (value: string | null) => (value === null ? "null" : quoteLiteral(value));
  if (made.length > 0)
    await connection.run(
      `insert into "a relation" values ${made.map((row) => `(${row.map(literal).join(", ")})`).join(", ")}`,
    );
  return made;
}

const ids = (found: (string | null)[][]) => found.map(([id]) => id);

describe("a view in SQL", () => {
  it("keeps the rows and the order that the plain model of it keeps, ties in the relation's order", async () => {
    const property = fc.asyncProperty(rows, view, async (given, looked) => {
      const made = await makeTable(given);
      const { where, orderBy, broken } = viewSql(looked, columns);
      expect(broken).toEqual([]);
      const condition = where.length > 0 ? `where ${where.join(" and ")}` : "";
      const order = [...orderBy, "rowid"].join(", ");
      const found = await texts(`select id from "a relation" ${condition} order by ${order}`);
      const query = viewQuery(looked, columns, "a relation");
      expect(ids(found), query).toEqual(ids(modelRows(made, columns, looked)));
      // What becomes of it as a cell: the same rows; of ties SQL promises no order.
      const asCell = await texts(`select id from (${query})`);
      expect(ids(asCell).sort(), query).toEqual(ids(found).sort());
    });
    const open: Filter = { kind: "range", column: "share", from: null, to: null, isToIncluded: false };
    const justNaN = [null, null, "nan", null, null, null, null] as Parameters<typeof makeTable>[0][number];
    const examples = [[[justNaN], { sort: [], filters: [open] }]] as never;
    await fc.assert(property, { numRuns: 100, examples });
  });

  it("compares single precision as the grid shows it", async () => {
    const column = { name: "x", type: "FLOAT" };
    const sql = (one: Filter) => viewSql({ sort: [], filters: [one] }, [column]).where.join(" and ");
    const from = "from (select 0.1::FLOAT as x union all select 16777217::FLOAT)";
    const chosen = sql({ kind: "values", column: "x", values: ["0.1", "16777216.0"], not: false });
    expect(await texts(`select count(*) ${from} where ${chosen}`)).toEqual([["2"]]);
    const ranged = sql({ kind: "range", column: "x", from: "0.1", to: "0.1", isToIncluded: true });
    expect(await texts(`select count(*) ${from} where ${ranged}`)).toEqual([["1"]]);
  });

  it("matches regular expressions as RE2 does, and `not` keeps what does not match, with NULL", async () => {
    await makeTable(["Ab1", "xab", null, "a.b"].map((text) => [text, ...names.slice(1).map(() => null)]));
    const found = async (text: string, matchCase: boolean, not: boolean) => {
      const matches: Filter = { kind: "text", how: "matches", column: 'odd "name"', text, matchCase, not };
      return ids(
        await texts(`${viewQuery({ sort: [], filters: [matches] }, columns, "a relation")} order by id`),
      );
    };
    expect(await found("^ab\\d", false, false)).toEqual(["0"]);
    expect(await found("^ab\\d", true, false)).toEqual([]);
    expect(await found("a\\.?b", false, true)).toEqual(["2"]);
  });

  it("takes every value that a grid shows back to the rows that have it, whatever the type", async () => {
    await connection.run("set TimeZone = 'UTC'");
    const typed = Object.values(everyScalar).map((literals) => literals.join(", "));
    for (const shape of Object.values(everyContainer)) typed.push(shape("'it''s'", "VARCHAR"));
    for (const literals of typed) {
      await connection.run(`create or replace table typed as select unnest([${literals}, null]) as x`);
      const [described] = await texts("describe typed");
      const column = { name: "x", type: described?.[1] ?? "" };
      for (const [shown] of await texts("select distinct x::VARCHAR from typed")) {
        const value = shown ?? null;
        const looked: GridView = {
          sort: [],
          filters: [{ kind: "values", column: "x", values: [value], not: false }],
        };
        const { where, broken } = viewSql(looked, [column]);
        const message = `${column.type} ${value}`;
        expect(broken, message).toEqual([]);
        const same = value === null ? "x is null" : `x::VARCHAR = ${quoteLiteral(value)}`;
        const count = (condition: string) => texts(`select count(*) from typed where ${condition}`);
        expect(await count(where.join(" and ")), message).toEqual(await count(same));
      }
    }
  });

  it("quotes a column's name where SQL would take it for something else", async () => {
    const keywords = await texts("select keyword_name from duckdb_keywords()");
    const words = [...keywords.map(([word]) => word ?? ""), "current_date", "user", "Two words", "ümlaut"];
    const made = words.map((word) => `1 as ${quoteIdentifier(word)}`);
    await connection.run(`create or replace table kept as select ${made.join(", ")}`);
    const looked: GridView = {
      sort: words.map((column) => ({ column, descending: true })),
      filters: words.flatMap((column): Filter[] => [
        { kind: "range", column, from: "1", to: null, isToIncluded: false },
        { kind: "text", column, how: "contains", text: "1", matchCase: false, not: false },
      ]),
    };
    const query = viewQuery(
      looked,
      words.map((name) => ({ name, type: "INTEGER" })),
      "kept",
    );
    expect(await texts(`select count(*) from (${query})`), query).toEqual([["1"]]);
  });

  it("goes by without a part whose column is not there or is of another type, and says which and why", () => {
    const gone: Filter = { kind: "null", column: "gone", isNull: true };
    const wrong: Filter = { kind: "values", column: "order", values: ["abc"], not: false };
    const fine: Filter = { kind: "null", column: "day", isNull: false };
    const made = viewSql(
      { sort: [{ column: "gone", descending: true }], filters: [gone, wrong, fine] },
      columns,
    );
    expect(made.where).toEqual(['"day" is not null']);
    expect(made.orderBy).toEqual([]);
    expect(made.broken.map(({ part, reason }) => [part.column, reason])).toEqual([
      ["gone", "There is no column gone any more."],
      ["order", "“abc” is not a number."],
      ["gone", "There is no column gone any more."],
    ]);
  });
});
