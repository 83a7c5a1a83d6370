import { describe, expect, it } from "vitest";
import { DuckTime } from "./duckTime.ts";
import { Relation } from "./relation.ts";
import { sqlTemplate } from "./sqlTemplate.ts";

const tag = (strings: TemplateStringsArray, ...values: unknown[]) => sqlTemplate(strings, values);

function relation(name: string | null): Relation {
  return new Relation({
    name,
    columns: [],
    open: () => Promise.reject(new Error("not opened")),
    count: () => null,
    reject: () => undefined,
    onRows: () => undefined,
  });
}

describe("sqlTemplate", () => {
  it("binds values and never pastes them", () => {
    const evil = "'; drop table x; --";
    expect(tag`select ${evil}, ${[1n, null, undefined]} where ${true}`).toEqual({
      text: "select {{p0}}, {{p1}} where {{p2}}",
      params: { p0: evil, p1: [1n, null, null], p2: true },
    });
  });

  it("puts a relation in by its quoted name", () => {
    expect(tag`from ${relation('odd "name"')}`.text).toBe('from "odd ""name"""');
    expect(() => tag`from ${relation("a").map((row) => row)}`).toThrow("no name");
    expect(() => tag`from ${relation(null)}`).toThrow("no name");
  });

  it("keeps times exact by their type", () => {
    expect(tag`select ${new DuckTime("TIMESTAMP_NS", 1n)}`).toEqual({
      text: "select CAST({{p0}} AS TIMESTAMP_NS)",
      params: { p0: "1970-01-01 00:00:00.000000001" },
    });
  });

  it("says which value has no literal", () => {
    expect(() => tag`select ${1}, ${{ a: 1 }}`).toThrow("Value 2 of the sql template is an object");
    expect(() => tag`select ${() => 1}`).toThrow("a function");
    expect(() => tag`select ${new Date(Number.NaN)}`).toThrow("invalid date");
  });
});
