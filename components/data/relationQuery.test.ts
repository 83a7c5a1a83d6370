import { expect, it } from "vitest";
import { relationQuery } from "./relationQuery.ts";

it("quotes a name only where it must be", () => {
  expect(relationQuery("orders_2")).toBe("select * from orders_2");
  expect(relationQuery("Order")).toBe('select * from "Order"');
  expect(relationQuery("größe")).toBe('select * from "größe"');
});
