import { describe, expect, it } from "vitest";
import { type CompiledCell, compileCell } from "./compileCell.ts";

const known = { relations: ["orders", "Vendors"], values: ["factor"] };

function compiled(source: string): CompiledCell {
  const result = compileCell(source, known);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function error(source: string) {
  const result = compileCell(source, known);
  return result.ok ? null : result.error;
}

interface Out {
  default?: unknown;
  shown?: unknown;
  values?: Record<string, unknown>;
  import(): never;
}

const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor;

async function run(source: string, args: Record<string, unknown> = {}): Promise<Out> {
  const { js, outName, parameters } = compiled(source);
  const out: Out = {
    import() {
      throw new Error("no imports");
    },
  };
  await new AsyncFunction(outName, ...parameters.map(({ name }) => name), js)(
    out,
    ...parameters.map(({ of }) => args[of]),
  );
  return out;
}

describe("compileCell", () => {
  it("puts relations and values in under the cell's own spelling", () => {
    const cell = compiled("export default ORDERS.concat(vendors, Factor, unknown, String)");
    expect(cell.parameters).toEqual([
      { name: "ORDERS", kind: "relation", of: "orders" },
      { name: "vendors", kind: "relation", of: "Vendors" },
      { name: "Factor", kind: "value", of: "factor" },
    ]);
    expect(cell.relations).toEqual(["orders", "Vendors"]);
    expect(cell.values).toEqual(["factor"]);
  });

  it("prefers the exact spelling where two differ only in case", () => {
    const result = compileCell("[a, A]", { relations: ["A", "a"], values: [] });
    expect(result.ok && result.value.parameters.map(({ of }) => of)).toEqual(["a", "A"]);
  });

  it("serves relations that only sql templates name, but adds no parameter for them", () => {
    const cell = compiled("await sql`from vendors`");
    expect(cell.relations).toEqual(["Vendors"]);
    expect(cell.parameters).toEqual([]);
  });

  it("lets a relation win over a global of the same name, and the cell's own declaration over both", () => {
    const parameters = (source: string) => {
      const result = compileCell(source, { relations: ["performance"], values: [] });
      return result.ok ? result.value.parameters.map(({ name }) => name) : null;
    };
    expect(parameters("performance.count()")).toEqual(["performance"]);
    expect(parameters("const performance = 1; performance")).toEqual([]);
  });

  it("shows the last expression, awaited", async () => {
    expect((await run("const a: number = 1;\na + 1")).shown).toBe(2);
    expect((await run("Promise.resolve(5);")).shown).toBe(5);
    expect((await run("({ a: 1 })")).shown).toEqual({ a: 1 });
    expect((await run("(1, 2) // the second")).shown).toBe(2);
    expect((await run("factor * 2", { factor: 21 })).shown).toBe(42);
  });

  it("shows nothing after a declaration, an assignment, an enum or beside a default export", async () => {
    for (const source of [
      "const a = 1",
      "let a; a = 5",
      "enum E { A }",
      "'use strict'",
      "",
      "// nothing",
      "export default 1; 2",
    ]) {
      expect(await run(source)).not.toHaveProperty("shown");
    }
  });

  it("hands out the default export however it is written", async () => {
    for (const source of [
      "export default [1]",
      "export default [1] as number[];",
      "export default\n  [1]\n",
      "export /* why */ default [1]",
      "export default ([1])",
      "const a = [1]; export { a as default }",
      "export default await Promise.resolve([1])",
    ]) {
      expect((await run(source)).default).toEqual([1]);
    }
    expect((await run("export default function f() { return 1 }\nf()")).default).toBeTypeOf("function");
    expect((await run("export default function () {}\n(1)")).default).toBeTypeOf("function");
    expect((await run("export default class {}")).default).toBeTypeOf("function");
    expect(await run("const a = 1")).not.toHaveProperty("default");
  });

  it("hands out exports with the values they have in the end", async () => {
    const source =
      "export let n = 1; export const { a, b: [c] } = { a: 2, b: [3] };\nexport { n as 'odd name' };\nn = 7;";
    expect((await run(source)).values).toEqual({ n: 7, a: 2, c: 3, "odd name": 7 });
    const enumValues = (await run("export enum E { A, B }")).values;
    expect(enumValues).toEqual({ E: { 0: "A", 1: "B", A: 0, B: 1 } });
  });

  it("keeps a value called __proto__ a value", async () => {
    const { values } = await run("const p = 1; export { p as __proto__ }");
    expect(Object.hasOwn(values ?? {}, "__proto__")).toBe(true);
  });

  it("is strict code", async () => {
    await expect(run("undeclared = 1")).rejects.toThrow(ReferenceError);
    expect((await run("(function () { return this })()")).shown).toBeUndefined();
  });

  it("refuses import() when it is called, not before", async () => {
    await expect(run("await import('x')")).rejects.toThrow("no imports");
    expect((await run("if (false) await import('x');\n1")).shown).toBe(1);
  });

  it("chooses a name for its own parameter that the cell does not use", async () => {
    expect((await run("const $out = 1; $out")).shown).toBe(1);
    expect(compiled("$out + $out1").outName).toBe("$out2");
  });

  it("has errors with line, column and what to try", () => {
    expect(error('const a = 1;\nimport x from "x";')).toMatchObject({
      message: 'Cells import nothing by that name. "x" cannot be imported.',
      line: 2,
      column: 1,
    });
    expect(error('export * from "x"')).toMatchObject({ line: 1 });
    expect(error("@sealed class A {}")).toMatchObject({ message: "Decorators are not available in cells." });
    expect(error("if (true) {\n  return 1;\n}")).toMatchObject({
      line: 2,
      hint: expect.stringContaining("export default"),
    });
    expect(error("const a: number = 1; let a: string;")).toMatchObject({ line: 1, column: 26 });
    expect(error("import.meta.url")).toMatchObject({ line: 1, column: 1 });
  });

  it("leads a place in the running body back to the cell's text", async () => {
    const source = "const f = (a: number): any => null;\nexport const x: Map<string, number> = f(1).size;";
    const cell = compiled(source);
    const bodyLine = cell.js.split("\n")[2] ?? "";
    const column = "export const x: Map<string, number> = ".length + 1;
    expect(cell.locate(2, bodyLine.indexOf("f(1)") + 1)).toEqual({ line: 2, column });
    const shown = compiled("let a: number; a!.b.c");
    const shownLine = shown.js.split("\n")[1] ?? "";
    expect(shown.locate(1, shownLine.indexOf("b.c") + 1)).toEqual({
      line: 1,
      column: "let a: number; a!.".length + 1,
    });
  });

  it("takes packages by name and exact version, and says what it needs of them", () => {
    const source =
      'import a, { b as c } from "npm:x@1.0.0";\nimport "npm:y@2.0.0/z.js";\nawait import("npm:x@1.0.0");\nthrow a;';
    const compiled = compileCell(source, { relations: ["a", "c"], values: [] });
    if (!compiled.ok) throw new Error(compiled.error.message);
    expect(compiled.value.packages).toEqual(["npm:x@1.0.0", "npm:y@2.0.0/z.js"]);
    expect(compiled.value.parameters).toMatchObject([
      { name: "a", kind: "import", of: "npm:x@1.0.0", imported: "default" },
      { name: "c", kind: "import", of: "npm:x@1.0.0", imported: "b" },
      { kind: "import", of: "npm:y@2.0.0/z.js", imported: "*" },
    ]);
    expect(compiled.value.js.split("\n")[4]).toBe("throw a;");
  });

  it("refuses other imports at their place, with a sentence", () => {
    const sources = [
      'import x from "npm:x@^1.0.0";',
      'import x from "https://evil.example/x.js";',
      'export { x } from "npm:x@1.0.0";',
      'export * from "npm:x@1.0.0";',
      'import x from "npm:x@1.0.0" with { type: "json" };',
      'await import("npm:x@latest");',
    ];
    for (const source of sources) {
      const compiled = compileCell(`1;\n${source}`, { relations: [], values: [] });
      expect(compiled.ok ? source : compiled.error).toMatchObject({
        line: 2,
        hint: expect.stringMatching(/\.$/),
      });
    }
  });
});
