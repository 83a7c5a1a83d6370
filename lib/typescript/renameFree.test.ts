import { describe, expect, it } from "vitest";
import { applyEdits } from "../sql/textEdits.ts";
import { renameFree } from "./renameFree.ts";

function renamed(source: string, from = "orders", to = "sales"): string {
  const found = renameFree(source, from, to);
  return found.ok ? applyEdits(source, found.edits).text : found.why;
}

/** A value in a template. */
const hole = (code: string) => `$\{${code}}`;

describe("renameFree", () => {
  it.each([
    ["export default orders.map((o) => o.a);", "export default sales.map((o) => o.a);"],
    ["const x: number = orders as unknown; orders", "const x: number = sales as unknown; sales"],
    ["const made = { orders, a: orders };", "const made = { orders: sales, a: sales };"],
    ["export default Orders", "export default sales"],
    [
      "type T = { orders: string };\nexport const n: T[] = await orders.toArray<T>()",
      "type T = { orders: string };\nexport const n: T[] = await sales.toArray<T>()",
    ],
    [
      `const big = await sql\`select orders.a,\n  ${hole("orders.x as number")}\nfrom orders where b = 'orders'\`;`,
      `const big = await sql\`select sales.a,\n  ${hole("sales.x as number")}\nfrom sales where b = 'orders'\`;`,
    ],
    [
      "function f<T extends object>(a: T) { return orders(a as unknown as string); }",
      "function f<T extends object>(a: T) { return sales(a as unknown as string); }",
    ],
  ])("renames what is used free: %s", (source, expected) => {
    expect(renamed(source)).toBe(expected);
  });

  it.each([
    "const orders = 1; orders + 1",
    "rows.map((orders) => orders.a)",
    "a.orders; ({ orders: 1 }); 'orders'; `orders` // orders",
    `sql\`select ${hole("x")} from t\``,
    "for (const orders of list) display(orders)",
  ])("leaves all else: %s", (source) => {
    expect(renamed(source)).toBe(source);
  });

  it("renames outside of what shadows the name", () => {
    expect(renamed("orders; rows.map((orders) => orders.a); orders")).toBe(
      "sales; rows.map((orders) => orders.a); sales",
    );
  });

  it("refuses where the new name means something else", () => {
    expect(renamed("const sales = 1; orders")).toBe('it has a "sales" of its own');
    expect(renamed("rows.map((sales) => orders)")).toBe('it has a "sales" of its own');
    expect(renamed("orders", "orders", "class")).toBe('"class" is a word of TypeScript');
    expect(renamed("orders", "orders", "Map")).toBe('"Map" means something else in TypeScript');
    expect(renamed("const = orders")).toBe("it is not TypeScript as it stands");
    expect(renamed("sql`with sales as (select 1) select * from orders`")).toBe('it has a "sales" of its own');
  });
});
