import { expect, test } from "vitest";
import { spelledName, sqlCompletions } from "./sqlCompletions.ts";

const relations = [
  {
    name: "orders",
    columns: [
      { name: "id", type: "BIGINT" },
      { name: "order date", type: "DATE" },
    ],
  },
  { name: "vendors", columns: [{ name: "vendor_id", type: "INTEGER" }] },
];

function labels(before: string, after = ""): string[] {
  return sqlCompletions(before, after, relations)
    .sort((a, b) => a.order - b.order)
    .map(({ label }) => label);
}

test("after FROM come relations before anything else", () => {
  expect(labels("select * from or").slice(0, 2)).toEqual(["orders", "vendors"]);
  expect(labels("select * from orders join ").slice(0, 2)).toEqual(["orders", "vendors"]);
  expect(labels("from ")).toContain("read_csv");
});

test("columns of the relations that the statement names come first, named before or after the caret", () => {
  expect(labels("select ", " from orders").slice(0, 2)).toEqual(["id", "order date"]);
  expect(labels("select 1; select ", " from vendors; select * from orders")[0]).toBe("vendor_id");
  expect(labels("from orders, vendors select ").slice(0, 3)).toEqual(["id", "order date", "vendor_id"]);
});

test("after a dot come the columns of that relation or alias alone", () => {
  expect(labels("select o.", " from orders o, vendors as v")).toEqual(["id", "order date"]);
  expect(labels("select v.ve", " from orders o, vendors as v")).toEqual(["vendor_id"]);
  expect(labels('select "ORDERS".', "")).toEqual(["id", "order date"]);
  expect(labels("select nobody.", "")).toEqual([]);
});

test("nothing is offered inside strings and comments", () => {
  expect(labels("select 'a")).toEqual([]);
  expect(labels("select 1 -- fr")).toEqual([]);
  expect(labels("select $$ fr")).toEqual([]);
  expect(labels("select 'a' ")).not.toEqual([]);
});

test("a cast offers types", () => {
  expect(labels("select x::")).toContain("timestamp");
  expect(labels("select x::")).not.toContain("select");
});

test("names that SQL cannot spell bare are inserted in quotes", () => {
  expect(spelledName("orders")).toBe("orders");
  expect(spelledName("größe")).toBe("größe");
  expect(spelledName("order")).toBe('"order"');
  expect(spelledName("Order")).toBe('"Order"');
  expect(spelledName('a "b"')).toBe('"a ""b"""');
  expect(spelledName("1st")).toBe('"1st"');
  const found = sqlCompletions("select ", " from orders", relations).find(
    ({ label }) => label === "order date",
  );
  expect(found?.insert).toBe('"order date"');
});

test("a name in a comment or string is not taken for a relation", () => {
  expect(labels("select ", " from vendors -- from orders")[0]).toBe("vendor_id");
});
