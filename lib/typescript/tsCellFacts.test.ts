import { describe, expect, it } from "vitest";
import { tsCellFacts } from "./tsCellFacts.ts";

describe("tsCellFacts", () => {
  it("reads the names that the code uses and does not declare, without globals and types", () => {
    const source = `
      type Row = Orders;
      const limit: number = Math.max(threshold, 1);
      console.log(new Date(), structuredClone([]), DuckTime);
      export default orders.filter((o: Row) => o.amount > limit);`;
    expect(tsCellFacts(source)).toEqual({ reads: ["threshold", "orders"], defines: [] });
  });

  it("reads the relations that sql templates name, not their values", () => {
    const { reads } = tsCellFacts(
      `await sql\`select * from orders join Items using (id) where x = \${limit + 1} and y in \${ids}\``,
    );
    expect(reads.sort()).toEqual(["Items", "ids", "limit", "orders"]);
  });

  it("defines what it exports besides the default", () => {
    const source =
      "export const a = 1, { b, c: [d] } = x; export function f() {} export { a as g }; export enum E { A } export default 1";
    expect(tsCellFacts(source).defines).toEqual(["a", "b", "d", "f", "g", "E"]);
  });

  it("reads and defines nothing while the text does not parse", () => {
    expect(tsCellFacts("export const a = orders.")).toEqual({ reads: [], defines: [] });
  });
});
