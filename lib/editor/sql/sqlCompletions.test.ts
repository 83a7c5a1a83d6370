import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { relationCorpus } from "../../sql/testing/relationCorpus.ts";
import { namesOnly } from "./functionCatalogue.ts";
import type { KnownRelation, SqlKnowledge } from "./known.ts";
import { describeFunction, fenced } from "./offerFunctions.ts";
import { spelledName } from "./spelledName.ts";
import { sqlCompletions } from "./sqlCompletions.ts";

const relations: KnownRelation[] = [
  {
    name: "orders",
    columns: [
      { name: "id", type: "BIGINT" },
      { name: "order date", type: "DATE" },
      { name: "buyer", type: "STRUCT(name VARCHAR, address STRUCT(city VARCHAR))" },
    ],
    maker: { kind: "source", relation: "orders", file: "orders 2024.csv" },
  },
  {
    name: "vendors",
    columns: [
      { name: "vendor_id", type: "INTEGER" },
      { name: "id", type: "BIGINT" },
    ],
  },
  { name: "later", columns: [], maker: { kind: "cell", cellId: "c1", label: "later" } },
];

const known: SqlKnowledge = {
  relations,
  parameters: [{ name: "least", maker: { kind: "cell", cellId: "c2", label: "settings" } }],
  functions: namesOnly,
};

/** What is offered at the bar, best first, and what each would insert. */
function offered(sql: string) {
  const at = sql.indexOf("|");
  const { suggestions } = sqlCompletions(sql.replace("|", ""), at, known);
  return suggestions.sort((a, b) => a.order - b.order);
}

const labels = (sql: string) => offered(sql).map(({ label }) => label);

describe("what comes first", () => {
  test.each([
    ["select * from or|", ["orders", "vendors", "later"]],
    ["from |", ["orders", "vendors", "later"]],
    ["select * from orders join |", ["orders", "vendors", "later"]],
    ["select * from orders, |", ["orders", "vendors", "later"]],
    ["with recent as (from orders) select * from |", ["recent", "orders"]],
    ["insert into |", ["orders"]],
    ["drop table |", ["orders"]],
    ["select | from orders", ["id", "order date", "buyer"]],
    ["select 1; select | from vendors; select * from orders", ["vendor_id", "id"]],
    ["from orders where |", ["id", "order date", "buyer"]],
    ["select * from orders where id > (select | from vendors)", ["vendor_id", "id"]],
    ["select id as total, amount from orders order by |", ["id", "order date", "buyer", "total"]],
    ["from orders, vendors select |", ["orders.id", "order date", "buyer", "vendor_id", "vendors.id"]],
    ["from orders join vendors using (id) select |", ["id", "order date", "buyer", "vendor_id"]],
    ["from orders join vendors using (|", ["id"]],
    ["update orders set |", ["id", "order date", "buyer"]],
    ["select * exclude (|) from vendors", ["vendor_id", "id"]],
    ["select sum(|) from vendors", ["vendor_id", "id"]],
    ["select id |", ["as", "from"]],
    ["select * |", ["as", "from"]],
    ["select * from orders |", ["join", "left join"]],
    ["select * from orders where id |", ["and", "or"]],
    ["select case id |", ["when", "then", "else", "end"]],
    ["select * from orders order |", ["by"]],
    ["select * from orders group by |", ["id"]],
    ["select * from orders order by id |", ["asc", "desc"]],
    ["|", ["select", "from", "with"]],
    ["select 1; |", ["select", "from", "with"]],
    ["sel|", ["select"]],
    ["create |", ["table"]],
    ["select x::|", ["bigint"]],
    ["select cast(x as |", ["bigint"]],
    ["select {{|", ["least"]],
    ["select {{ le|}} from orders", ["least"]],
    ["from '|'", ["orders 2024.csv"]],
    ["from read_csv('ord|", ["orders 2024.csv"]],
  ])("%s", (sql, expected) => {
    expect(labels(sql).slice(0, expected.length)).toEqual(expected);
  });
});

describe("what is offered, and nothing else", () => {
  test.each([
    ["select o.| from orders o, vendors as v", ["id", "order date", "buyer"]],
    ["select v.ve| from orders o, vendors as v", ["vendor_id", "id"]],
    ["with a as (select vendor_id as v from vendors), b as (from a) select b.| from b", ["v"]],
    ["select o.buyer.| from orders o", ["name", "address"]],
    ["select buyer.address.| from orders", ["city"]],
    ["select t.b.| from (select buyer as b from orders) t", ["name", "address"]],
    ['select "ORDERS".|', ["id", "order date", "buyer"]],
    ["select main.|", ["orders", "vendors", "later"]],
    ["select nobody.|", []],
    ["select later.| from later", []],
    ["select 'a|", []],
    ["select 1 -- fr|", []],
    ["select /* fr| */ 1", []],
    ["select $$ fr|", []],
    ["select 12|", []],
    ["select id as |", []],
    ["create table |", []],
  ])("%s", (sql, expected) => {
    expect(labels(sql)).toEqual(expected);
  });
});

test("relations say what they are, and columns their types", () => {
  const [id, date] = offered("select | from orders o");
  expect(id).toMatchObject({ kind: "column", detail: "BIGINT · o", insert: "id" });
  expect(date).toMatchObject({ insert: '"order date"' });
  expect(offered("from |").find(({ label }) => label === "later")?.detail).toBe("has not run");
  expect(offered("from |").find(({ label }) => label === "vendors")?.detail).toBe("2 columns");
});

test("a function is inserted as a call, with the caret inside where it takes something", () => {
  const sum = offered("select su| from orders").find(({ label }) => label === "sum");
  expect(sum).toMatchObject({ insert: "sum()", isCall: true });
  expect(offered("select su|(id) from orders").find(({ label }) => label === "sum")?.insert).toBe("sum");
});

test("what is replaced is the word at the caret, with its quotes", () => {
  const replaced = (sql: string) => {
    const { replace } = sqlCompletions(sql.replace("|", ""), sql.indexOf("|"), known);
    return sql.replace("|", "").slice(replace.start, replace.end);
  };
  expect(replaced("select ven| from vendors")).toBe("ven");
  expect(replaced("select ven|dor_id from vendors")).toBe("ven");
  expect(replaced('select "ord|" from orders')).toBe('"ord"');
  expect(replaced("select {{le|ast}}")).toBe("least");
  expect(replaced("from 'ord|ers.csv'")).toBe("orders.csv");
});

test("a parameter is closed where it is not", () => {
  expect(offered("select {{|")[0]?.insert).toBe("least}}");
  expect(offered("select {{|}}")[0]?.insert).toBe("least");
});

test("names that SQL cannot spell bare are inserted in quotes", () => {
  expect(spelledName("orders")).toBe("orders");
  expect(spelledName("größe")).toBe("größe");
  expect(spelledName("order")).toBe('"order"');
  expect(spelledName("Order")).toBe('"Order"');
  expect(spelledName('a "b"')).toBe('"a ""b"""');
  expect(spelledName("1st")).toBe('"1st"');
});

test("text about a function cannot leave its place", () => {
  expect(fenced("select '```'")).toBe("````sql\nselect '```'\n````");
  const signatures = Array.from({ length: 9 }, (_, i) => ({
    parameters: [{ name: "x", type: `T${i}` }],
    varargs: null,
    returns: "R",
  }));
  const shown = describeFunction({
    name: "f",
    kind: "scalar",
    signatures,
    description: "Does.",
    examples: ["f(1)"],
  });
  expect(shown).toContain("f(x T0) → R");
  expect(shown).toContain("-- and 3 more");
});

test("no text and no place in it is too odd", () => {
  const words = [
    "select",
    "from",
    "with",
    "as",
    "(",
    ")",
    ",",
    ".",
    "*",
    "join",
    "{{",
    "}}",
    "[",
    "]",
    "::",
    "'",
    '"',
    "x",
    "orders",
    ";",
    "--",
    "/*",
    "$$",
    "\n",
  ];
  const anyText = fc.oneof(
    fc.string({ unit: "binary", maxLength: 80 }),
    fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((all) => all.join(" ")),
    fc.constantFrom(...relationCorpus.map(([sql]) => sql)),
  );
  fc.assert(
    fc.property(anyText, fc.nat(120), (sql, at) => {
      const { replace } = sqlCompletions(sql, Math.min(at, sql.length), known);
      expect(replace.start).toBeLessThanOrEqual(replace.end);
      expect(replace.end).toBeLessThanOrEqual(sql.length);
    }),
    { numRuns: 1_000 },
  );
});

test("a text of a megabyte is read near the caret alone", () => {
  const rows = "insert into t values (1, 'text');\n".repeat(30_000);
  const text = `${rows}select  from orders;\n${rows}`;
  const { suggestions } = sqlCompletions(text, rows.length + 7, known);
  expect(suggestions.filter(({ kind }) => kind === "column").map(({ label }) => label)).toEqual([
    "id",
    "order date",
    "buyer",
  ]);
});
