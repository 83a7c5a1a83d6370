import { describe, expect, it } from "vitest";
import { transpile } from "./transpile.ts";

function js(source: string): string {
  const result = transpile(source);
  if (!result.ok) throw new Error(result.error.message);
  return result.value.js;
}

function error(source: string) {
  const result = transpile(source);
  return result.ok ? null : result.error;
}

describe("transpile", () => {
  it("removes types and keeps every line where it was", () => {
    const source =
      "interface Row {\n  a: number;\n}\nconst x: Row = { a: 1 } satisfies Row;\nenum E {\n A,\n B = 5,\n}\nx";
    const lines = js(source).split("\n");
    expect(lines).toHaveLength(source.split("\n").length);
    expect(lines[3]).toContain("const x = { a: 1 }");
    expect(lines[8]).toBe("x");
  });

  it("leads columns back over removed types", () => {
    const result = transpile("const f = (a: number, b: Map<string, number>): number => a + b.size;");
    if (!result.ok) throw new Error(result.error.message);
    const { js: text, columns } = result.value;
    expect(columns(1, text.indexOf("b.size"))).toBe(
      "const f = (a: number, b: Map<string, number>): number => a + ".length,
    );
  });

  it("keeps an unused import for the analysis to refuse", () => {
    expect(js('import z from "z";')).toContain('import z from "z"');
  });

  it("says where a syntax error is", () => {
    expect(error("const a = 1;\nconst b = ;")).toMatchObject({ code: "sql", line: 2 });
  });

  it("refuses a namespace, which would vanish in silence", () => {
    expect(error("const a = 1;\n  export namespace Foo { export const x = 1 }")).toMatchObject({
      message: "Namespaces are not available in cells.",
      line: 2,
      column: 10,
      length: 13,
    });
    expect(error("namespace A.B\n{ }")).toMatchObject({ line: 1, column: 1 });
  });

  it("does not take the word for a namespace in strings, comments, templates and declarations", () => {
    for (const source of [
      '"; namespace Foo {"',
      "// namespace Foo {\n1",
      "/*\nnamespace Foo {\n*/ 1",
      "`\nnamespace Foo {\n`",
      "declare namespace Foo { const x: number }",
      "const namespace = 1; namespace",
    ]) {
      expect(error(source)).toBeNull();
    }
  });
});
