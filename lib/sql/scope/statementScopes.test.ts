import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NativeDuckDB } from "../testing/nativeDuckDB.ts";
import { relationCorpus } from "../testing/relationCorpus.ts";
import { significant, tokenize } from "../tokenize.ts";
import { fieldsOfType } from "./nestedType.ts";
import type { ScopeColumn } from "./scopeTypes.ts";
import { columnAt } from "./selectList.ts";
import { statementScopes } from "./statementScopes.ts";

const tables: Record<string, ScopeColumn[]> = {
  orders: [
    { name: "id", type: "BIGINT" },
    { name: "amount", type: "DECIMAL(10,2)" },
    { name: "buyer", type: "STRUCT(name VARCHAR, address STRUCT(city VARCHAR, zip INTEGER))" },
    { name: "items", type: "STRUCT(sku VARCHAR, n INTEGER)[]" },
  ],
  vendors: [
    { name: "id", type: "BIGINT" },
    { name: "order date", type: "DATE" },
    { name: "note", type: "VARCHAR" },
  ],
};

const columnsOf = (name: string) => tables[name.toLowerCase()] ?? null;

function scopesOf(sql: string) {
  return statementScopes(significant(tokenize(sql)), columnsOf);
}

/** What can be named at the bar: relations with their columns, innermost query first. */
function seen(sql: string): string[] {
  const at = sql.indexOf("|");
  const scopes = scopesOf(sql.replace("|", ""));
  const found: string[] = [];
  for (let scope = scopes.at(at) as ReturnType<typeof scopes.at> | null; scope; scope = scope.outer) {
    for (const { name, columns } of scope.relations)
      found.push(`${name}(${columns?.map((column) => column.name).join(", ") ?? "?"})`);
  }
  return found;
}

describe("what can be named at a place", () => {
  test.each([
    ["select | from orders o, vendors as v", ["o(id, amount, buyer, items)", "v(id, order date, note)"]],
    ["from vendors select |", ["vendors(id, order date, note)"]],
    ["select | from main.vendors", ["vendors(id, order date, note)"]],
    ['select | from "VENDORS" "V x"', ["V x(id, order date, note)"]],
    ["select | from x: vendors", ["x(id, order date, note)"]],
    [
      "select * from vendors v join orders o on v.|",
      ["v(id, order date, note)", "o(id, amount, buyer, items)"],
    ],
    [
      "select * from vendors semi join orders on | where",
      ["vendors(id, order date, note)", "orders(id, amount, buyer, items)"],
    ],
    ["select * from vendors semi join orders on id where |", ["vendors(id, order date, note)"]],
    ["with a as (select id, note as n from vendors) select | from a", ["a(id, n)"]],
    ["with a(x, y) as (from vendors) select | from a", ["a(x, y, note)"]],
    ["with a as (select |), b as (from vendors) from a", []],
    ["with a as (select id from vendors where |) select * from a", ["vendors(id, order date, note)"]],
    [
      "with a as (from vendors), b as (select *, 1 as one from a) select | from b",
      ["b(id, order date, note, one)"],
    ],
    ["with recursive r(n) as (select 1 union all select | from r) from r", ["r(n)"]],
    [
      "with recursive r as (select id, 1 as step from orders union all select id, | from r) from r",
      ["r(id, step)"],
    ],
    ["select | from (select id, amount * 2 as twice from orders) t", ["t(id, twice)"]],
    ["select | from vendors v join (select id from orders) o on true", ["v(id, order date, note)", "o(id)"]],
    [
      "select (select | from vendors) from orders o",
      ["vendors(id, order date, note)", "o(id, amount, buyer, items)"],
    ],
    [
      "select * from orders o where exists (select 1 from vendors v where v.id = o.|)",
      ["v(id, order date, note)", "o(id, amount, buyer, items)"],
    ],
    [
      "select * from orders o, lateral (select o.x| from vendors) l",
      ["vendors(id, order date, note)", "o(id, amount, buyer, items)"],
    ],
    ["select 1 from orders union all select | from vendors", ["vendors(id, order date, note)"]],
    ["select | from range(10) r", ["r(range)"]],
    ["select | from range(10) r(i)", ["r(i)"]],
    ["select | from (values (1, 2)) v(a, b)", ["v(a, b)"]],
    [
      "select | from (orders join vendors using (id))",
      ["orders(id, amount, buyer, items)", "vendors(id, order date, note)"],
    ],
    ["select | from nobody", ["nobody(?)"]],
    ["select extract(year from d) | from vendors", ["vendors(id, order date, note)"]],
    ["update orders set | where", ["orders(id, amount, buyer, items)"]],
    ["delete from orders where |", ["orders(id, amount, buyer, items)"]],
    ["insert into orders select | from vendors", ["vendors(id, order date, note)"]],
    ["create table t as select | from vendors", ["vendors(id, order date, note)"]],
    ["explain analyze select | from vendors", ["vendors(id, order date, note)"]],
    ["select * from orders where (|", ["orders(id, amount, buyer, items)"]],
    ["select a, (select from vendors where |", ["vendors(id, order date, note)"]],
    ["pivot vendors on |", ["vendors(id, order date, note)"]],
  ])("%s", (sql, expected) => {
    expect(seen(sql)).toEqual(expected);
  });
});

test("a path of names leads through relations, structs and lists", () => {
  const scope = scopesOf("select 1 from orders o").at(8);
  expect(columnAt(["o", "buyer", "address", "zip"], scope)?.type).toBe("INTEGER");
  expect(columnAt(["buyer", "name"], scope)?.type).toBe("VARCHAR");
  expect(columnAt(["items", "sku"], scope)?.type).toBe("VARCHAR");
  expect(columnAt(["o", "nothing"], scope)).toBeNull();
  expect(fieldsOfType("no type (")).toBeNull();
});

describe("columns of a query, as DuckDB describes it", () => {
  let native: NativeDuckDB;
  beforeAll(async () => {
    const create = Object.entries(tables).map(
      ([name, columns]) =>
        `create table ${name} (${columns.map((column) => `"${column.name}" ${column.type}`).join(", ")})`,
    );
    native = await NativeDuckDB.start(create);
  });
  afterAll(() => native.stop());

  test.each([
    "select * from orders",
    "from vendors",
    "select id, note as n, id i from vendors",
    "select v.*, o.amount from orders o join vendors v using (id)",
    "select * from orders join vendors using (id)",
    "select * from orders natural join vendors",
    "select * from orders semi join vendors using (id)",
    "select * exclude (note) from vendors",
    "select * exclude note from vendors",
    "select * replace (id::varchar as id) from vendors",
    "select * rename (note as remark) from vendors",
    "select buyer.name, buyer.address.city as c, items[1].sku as s from orders",
    "select x: id, y: note from vendors",
    "with a as (select id as k, 'x' as t from orders), b(q) as (select k from a) select * from a, b",
    "with recursive r as (select 1::int as n, true as b union all select n + 1, b from r where n < 3) select * from r",
    "select * from (select cast(id as integer) as i, id::double as d from orders) t",
    "select count(*) as n from orders",
    "select id from orders union all select id from vendors",
    "select id from orders union all by name select note from vendors",
    "select * from range(3) r(i), (values (1, 'a')) v(a, b)",
    "values (1, 2)",
    "table vendors",
    "from (summarize vendors)",
    "from (describe vendors)",
    "select distinct on (id) id, note from vendors order by id",
    "select o.id, v.note from orders o left join vendors v on o.id = v.id where v.note is not null",
    "select id is distinct from 3 as same, note from vendors",
    "select case when id > 1 then note end as c, note collate nocase as n from vendors",
    "select * from vendors v, (select v.id as inner_id) l",
    "(select id from vendors) order by id",
  ])("%s", async (sql) => {
    const described = await native.described(sql);
    const { columns } = scopesOf(sql);
    expect(columns?.map(({ name }) => name)).toEqual(described.map(([name]) => name));
    // Where the text says a type, it is the one that DuckDB gives.
    columns?.forEach(({ type }, at) => {
      if (type !== null) expect(type.replaceAll('"', "")).toBe(described[at]?.[1].replaceAll('"', ""));
    });
  });
});

test("any text is read, and any beginning of a statement", () => {
  const words = [
    "select",
    "from",
    "with",
    "recursive",
    "as",
    "(",
    ")",
    ",",
    ".",
    "*",
    "join",
    "on",
    "using",
    "{",
    "[",
    "::",
    "'",
    '"',
    "union",
    "by",
    "name",
    "x",
    "orders",
    ":",
    ";",
    "exclude",
    "values",
    "pivot",
    "--",
    "/*",
    "$$",
  ];
  const anyText = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((all) => all.join(" ")),
  );
  fc.assert(
    fc.property(anyText, fc.nat(200), (sql, at) => {
      scopesOf(sql).at(at);
    }),
    { numRuns: 2_000 },
  );
  for (const [sql] of relationCorpus)
    for (let end = 0; end <= sql.length; end += 3) scopesOf(sql.slice(0, end)).at(end);
});

test("deep and wide text costs little", () => {
  const deep = `${"with recursive a as (".repeat(300)}select 1${")".repeat(300)} select 1`;
  const wide = `select ${Array.from({ length: 4_000 }, (_, i) => `(select x from orders) as c${i}`).join(", ")} from vendors`;
  expect(scopesOf(deep).at(deep.length).relations).toEqual([]);
  expect(scopesOf(`${"(".repeat(5_000)}select`).columns).toBeNull();
  expect(scopesOf(wide).columns?.length).toBe(4_000);
});
