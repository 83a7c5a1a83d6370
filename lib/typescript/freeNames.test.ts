import { parse } from "acorn";
import { describe, expect, it } from "vitest";
import { freeNames } from "./freeNames.ts";

const namesIn = (source: string) =>
  freeNames(parse(source, { ecmaVersion: "latest", sourceType: "module" })).names;

describe("freeNames", () => {
  const cases: [what: string, source: string, names: string[]][] = [
    ["a plain use", "orders", ["orders"]],
    ["a name used before its declaration is declared", "a; const a = 1", []],
    ["properties and keys are no names", "x.orders; ({ orders: 1, [key]: 2 })", ["x", "key"]],
    ["a shorthand property is a use", "({ orders })", ["orders"]],
    ["parameters, defaults and rest", "(a, { b, c: [d] }, ...e) => a + b + d + e + f", ["f"]],
    ["a default may use what is free", "function f(a = b) {}", ["b"]],
    ["block scopes end", "{ const a = 1 } a", ["a"]],
    ["var reaches out of blocks, not of functions", "{ var a = 1 } a; (() => { var b })(); b", ["b"]],
    [
      "for and catch have scopes",
      "for (const i of list) i; try {} catch ({ message }) { message } i",
      ["list", "i"],
    ],
    [
      "functions and classes are declared in their block",
      "f(); function f() {} class C extends D {} new C()",
      ["D"],
    ],
    ["the name of a function expression is its own", "(function g() { g() }); g", ["g"]],
    ["labels are no names", "outer: for (;;) break outer", []],
    ["assignment targets are uses", "count = 1; [first, ...rest] = list", ["count", "first", "rest", "list"]],
    ["class members are no names", "class A { x = y; static { z } m(p) { return p } }", ["y", "z"]],
    ["switch cases share a scope", "switch (a) { case 1: let b; case 2: b } b", ["a", "b"]],
    ["typeof is a use", "typeof orders", ["orders"]],
    ["names of any script", "größe + 注文", ["größe", "注文"]],
  ];
  for (const [what, source, names] of cases) {
    it(what, () => expect(namesIn(source).sort()).toEqual([...names].sort()));
  }

  it("finds sql templates, but not those of a sql of the cell's own", () => {
    const count = (source: string) =>
      freeNames(parse(source, { ecmaVersion: "latest", sourceType: "module" })).sqlTemplates.length;
    expect(count("sql`select 1`; (() => sql`select 2`)()")).toBe(2);
    expect(count("const sql = String.raw; sql`select 1`")).toBe(0);
  });
});
