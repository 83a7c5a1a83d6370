import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sqlCellFacts } from "./cellFacts.ts";
import { renameRelation } from "./renameRelation.ts";
import { applyEdits } from "./textEdits.ts";

function renamed(sql: string, from = "orders", to = "sales"): string {
  const found = renameRelation(sql, from, to);
  return found.ok ? applyEdits(sql, found.edits).text : found.why;
}

describe("renameRelation", () => {
  it.each([
    ["select * from orders", "select * from sales"],
    ["FROM Orders", "FROM sales"],
    ["select orders.amount, orders.* from orders", "select sales.amount, sales.* from sales"],
    [
      "select o.amount from orders o join users u on o.id = u.id",
      "select o.amount from sales o join users u on o.id = u.id",
    ],
    ["select * from main.orders where main.orders.a = 1", "select * from main.sales where main.sales.a = 1"],
    ['select "orders".a from "orders"', 'select "sales".a from "sales"'],
    [
      "select * from users, orders where users.id = orders.id",
      "select * from users, sales where users.id = sales.id",
    ],
    ["insert into log select * from orders", "insert into log select * from sales"],
    ["update orders set a = orders.b + 1 where orders.c", "update sales set a = sales.b + 1 where sales.c"],
    [
      "delete from orders using users where orders.id = users.id",
      "delete from sales using users where sales.id = users.id",
    ],
    ["drop table if exists orders", "drop table if exists sales"],
    ["describe orders", "describe sales"],
    ["summarize orders; pivot orders on a using sum(b)", "summarize sales; pivot sales on a using sum(b)"],
    ["select {{orders}}, {{ ORDERS }} from t", "select {{sales}}, {{ sales }} from t"],
    [
      "select 1 union all select a from orders order by 1",
      "select 1 union all select a from sales order by 1",
    ],
    ["select (select max(orders.a) from orders) from t", "select (select max(sales.a) from sales) from t"],
    [
      "select * from t where exists (select 1 from u where u.id = t.id) and t.id in (from orders)",
      "select * from t where exists (select 1 from u where u.id = t.id) and t.id in (from sales)",
    ],
  ])("renames what is read: %s", (sql, expected) => {
    expect(renamed(sql)).toBe(expected);
  });

  it.each([
    "select 'from orders', \"from orders\" from t -- orders\n/* from orders */",
    "select orders from t",
    "select orders.a from t",
    "select t.orders, t.orders.a from t",
    "select a as orders from t order by orders",
    "select orders.a from t orders",
    "with orders as (select 1 as a) select orders.a from orders",
    "create table orders as select 1; select * from orders",
    "select * from other.orders",
    "select * from orders()",
    "select $orders, :orders from t",
  ])("leaves all else: %s", (sql) => {
    expect(renamed(sql)).toBe(sql);
  });

  it("leaves what an inner query calls the same", () => {
    expect(renamed("with x as (select orders.a from t) select * from orders, x")).toBe(
      "with x as (select orders.a from t) select * from sales, x",
    );
    expect(renamed("select a from (select orders.a from orders), (select orders.b from t)")).toBe(
      "select a from (select sales.a from sales), (select orders.b from t)",
    );
  });

  it("keeps the old name as an alias where it also means something else", () => {
    expect(
      renamed("select orders.a from orders where exists (select 1 from t orders where orders.b = 1)"),
    ).toBe("select orders.a from sales as orders where exists (select 1 from t orders where orders.b = 1)");
  });

  it("quotes a new name where it has to be", () => {
    expect(renamed("from orders", "orders", "order")).toBe('from "order"');
    expect(renamed("from orders", "orders", "größe")).toBe("from größe");
  });

  it("refuses where the new name is taken by the statement itself", () => {
    const why = 'it has a "sales" of its own';
    expect(renamed("with sales as (select 1) select * from orders, sales")).toBe(why);
    expect(renamed("with x as (select 1), sales as (select 1) select * from orders, sales")).toBe(why);
    expect(renamed("select sales.a from orders join users sales on true")).toBe(why);
  });

  it("after it no statement reads the old name, and all else is read as before", () => {
    const piece = fc.constantFrom(
      ...[
        "select * from orders",
        "select orders.a from orders",
        "from users",
        "join orders o",
        "where orders.a",
      ],
      ...["with c as (select * from orders)", "select * from c", "union select 1", "(select a from Orders)"],
      ...["'orders'", "-- orders\n", "; ", ", ", "orders", "group by orders.a", "as orders", "{{orders}}"],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const sql = pieces.join(" ");
        const found = renameRelation(sql, "orders", "sales");
        if (!found.ok) return;
        const before = sqlCellFacts(sql);
        const after = sqlCellFacts(applyEdits(sql, found.edits).text);
        const moved = (names: string[]) =>
          names.map((name) => (name.toLowerCase() === "orders" ? "sales" : name));
        expect(after.reads).toEqual(moved(before.reads));
        expect(after.placeholders).toEqual(moved(before.placeholders));
      }),
      { numRuns: 500 },
    );
  });
});
