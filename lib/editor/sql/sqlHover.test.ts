import { describe, expect, test } from "vitest";
import { namesOnly, readCatalogue } from "./functionCatalogue.ts";
import type { KnownRelation, SqlKnowledge } from "./known.ts";
import { sqlDefinition } from "./sqlDefinition.ts";
import { sqlHover } from "./sqlHover.ts";
import { sqlSignature } from "./sqlSignature.ts";

const ordersMaker = { kind: "cell", cellId: "c1", label: "orders" } as const;
const fileMaker = { kind: "source", relation: "vendors", file: "vendors.csv" } as const;
const relations: KnownRelation[] = [
  {
    name: "orders",
    columns: [
      { name: "id", type: "BIGINT" },
      { name: "total", type: "DECIMAL(10,2)" },
      { name: "buyer", type: "STRUCT(city VARCHAR)" },
    ],
    rowCount: 1234567,
    maker: ordersMaker,
  },
  { name: "vendors", columns: [{ name: "id", type: "INTEGER" }], rowCount: 1, maker: fileMaker },
  { name: "later", columns: [], maker: { kind: "cell", cellId: "c2", label: "later" } },
];
const mark = "\u001f";
const functions = readCatalogue([
  ["date_trunc", "macro", "main", `part${mark}t`, mark, null, null, null, ""],
  [
    "date_trunc",
    "scalar",
    "main",
    `part${mark}timestamp`,
    `VARCHAR${mark}DATE`,
    null,
    "TIMESTAMP",
    "Truncates.",
    "date_trunc('hour', t)",
  ],
  ["concat", "scalar", "main", "value", "ANY", "ANY", "VARCHAR", "Joins.", ""],
  ["now", "scalar", "main", "", "", null, "TIMESTAMP WITH TIME ZONE", "", ""],
]);
const known: SqlKnowledge = {
  relations,
  parameters: [{ name: "least", maker: { kind: "cell", cellId: "c3", label: "settings" } }],
  functions,
};

const at = (sql: string) => [sql.replace("|", ""), sql.indexOf("|"), known] as const;

describe("hovering", () => {
  test.each([
    [
      "from or|ders",
      [
        "orders",
        "id BIGINT",
        "total DECIMAL(10,2)",
        "1,234,567 rows",
        "3 columns",
        "Made by the cell `orders`",
      ],
    ],
    ["from ven|dors", ["1 row", "1 column", "Read from `vendors.csv`"]],
    ["from lat|er", ["later", "has not run"]],
    ["select o.tot|al from orders o", ["total DECIMAL(10,2)", "Column of `o`", "made by the cell `orders`"]],
    ["select buyer.ci|ty from orders", ["city VARCHAR", "Column of `orders`"]],
    ["select |o.total from orders o", ["orders", "1,234,567 rows"]],
    ["select * from orders o|", ["orders"]],
    ["with a as (select id from orders) select * from a|", ["id BIGINT", "Made by this query."]],
    [
      "select date_|trunc('hour', x)",
      ["date_trunc(part VARCHAR, timestamp DATE) → TIMESTAMP", "Truncates.", "date_trunc('hour', t)"],
    ],
    ["select {{le|ast}}", ["{{least}}", "Value made by the cell `settings`"]],
    ["from 'vendors|.csv'", ["vendors"]],
  ])("%s", (sql, expected) => {
    const shown = sqlHover(...at(sql))?.markdown;
    for (const part of expected) expect(shown).toContain(part);
  });

  test.each(["sel|ect 1", "select 'or|ders'", "select nothing|", "select 1 -- or|ders", "|"])(
    "nothing on %s",
    (sql) => {
      expect(sqlHover(...at(sql))).toBeNull();
    },
  );

  test("a relation of many columns is listed in part", () => {
    const wide = Array.from({ length: 500 }, (_, i) => ({ name: `c${i}`, type: "INTEGER" }));
    const shown =
      sqlHover("from wide", 6, { ...known, relations: [{ name: "wide", columns: wide }] })?.markdown ?? "";
    expect(shown).toContain("-- and 460 more");
    expect(shown).toContain("500 columns");
  });

  test("a name with marks of Markdown stays text", () => {
    const odd = {
      name: "a`b",
      columns: [],
      maker: { kind: "cell", cellId: "x", label: "a`[b](http://x)" },
    } as const;
    const shown = sqlHover('from "a`b"', 7, { ...known, relations: [odd] })?.markdown;
    expect(shown).toContain("`` a`[b](http://x) ``");
  });
});

describe("going to what makes a name", () => {
  test.each([
    ["from or|ders", ordersMaker],
    ["from main.or|ders", ordersMaker],
    ["select o.tot|al from orders o", ordersMaker],
    ["select |o.total from orders o", ordersMaker],
    ["from vend|ors", fileMaker],
    ["from 'vend|ors.csv'", fileMaker],
    ["select {{lea|st}}", known.parameters[0]?.maker],
  ])("%s", (sql, maker) => {
    expect(sqlDefinition(...at(sql))).toEqual({ kind: "maker", maker });
  });

  test("a CTE is made in the same text", () => {
    expect(sqlDefinition(...at("with a as (from orders) from a|"))).toEqual({
      kind: "place",
      range: { start: 5, end: 6 },
    });
    expect(sqlDefinition(...at("select | from orders"))).toBeNull();
  });
});

describe("signatures", () => {
  const help = (sql: string) => sqlSignature(...at(sql));
  test("the parameter that is being written is marked", () => {
    expect(help("select date_trunc(|")).toMatchObject({ activeParameter: 0, documentation: "Truncates." });
    const second = help("select date_trunc('hour', |)");
    expect(second?.activeParameter).toBe(1);
    const shown = second?.signatures[second.activeSignature];
    expect(shown?.parameters.map(([a, b]) => shown.label.slice(a, b))[1]).toMatch(/^(t|timestamp DATE)$/);
  });

  test("commas inside other brackets do not count", () => {
    expect(help("select date_trunc([1, 2, 3], (4, 5), |")?.activeParameter).toBe(1);
    expect(help("select concat(a, date_trunc('x', y), |)")?.activeParameter).toBe(1);
  });

  test("outside of calls, in groups and after unknown names there are none", () => {
    for (const sql of ["select |", "select (|", "select nobody(|", "select now() |", "select 1 -- concat(|"])
      expect(help(sql)).toBeNull();
  });

  test("names without signatures, as they are before the engine tells more, have none", () => {
    expect(sqlSignature("select sum(", 11, { ...known, functions: namesOnly })).toBeNull();
  });
});
