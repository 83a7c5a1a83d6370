import { describe, expect, it } from "vitest";
import { bindParams } from "./bindParams.ts";

describe("binding values", () => {
  it("puts literals in place of names, and nowhere else", () => {
    const sql = "select {{ Größe }}, '{{ n }}', /* {{ n }} */ \"{{ n }}\", $$ {{ n }} $$ where a = {{n}}";
    const bound = bindParams(sql, { größe: "it's", N: 5n });
    expect(bound.ok && bound.value.sql).toBe(
      "select 'it''s', '{{ n }}', /* {{ n }} */ \"{{ n }}\", $$ {{ n }} $$ where a = '5'::BIGINT",
    );
  });

  it("a value that looks like SQL stays a value", () => {
    const bound = bindParams("select {{ x }}", { x: "'; drop table t; --" });
    expect(bound.ok && bound.value.sql).toBe("select '''; drop table t; --'");
  });

  it("leads every place of the bound text back to the cell's", () => {
    const sql = "a {{ x }} b {{ y }} c";
    const bound = bindParams(sql, { x: "long enough", y: 1 });
    if (!bound.ok) throw new Error("not bound");
    for (const word of [" b", " c"])
      expect(bound.value.map(bound.value.sql.indexOf(word))).toBe(sql.indexOf(word));
    expect(bound.value.map(0)).toBe(0);
    expect(bound.value.map(bound.value.sql.indexOf("enough"))).toBe(2);
  });

  it("a missing value and one that SQL cannot hold are errors at their place", () => {
    expect(bindParams("select\n  {{ nope }}", {})).toMatchObject({
      ok: false,
      error: { line: 2, column: 3, length: 10, message: expect.stringContaining("nope") },
    });
    expect(bindParams("{{ big }}", { big: 2n ** 200n })).toMatchObject({
      ok: false,
      error: { line: 1, column: 1 },
    });
  });
});
