import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellGlobals } from "../editor/cellGlobals.ts";
import { madeTypes } from "./madeTypes.ts";
import { type Scope, type ScopeRelation, scopeDeclarations, withoutNames } from "./scopeDeclarations.ts";
import { typeChecker } from "./testing/typeChecker.ts";

const cellPath = "inmemory://cells/1.ts";

function relation(
  name: string,
  types: Record<string, string> | null,
  more: Partial<ScopeRelation> = {},
): ScopeRelation {
  const columns = types && Object.entries(types).map(([column, type]) => ({ name: column, type }));
  return { name, columns, rowCount: 3, doc: "made by a cell", module: null, ...more };
}

/** The editor's compiler over a cell that has these in scope, and over the modules of other cells. */
function checked(cell: string, scope: Partial<Scope>, modules: Record<string, string> = {}) {
  const whole: Scope = { relations: [], values: [], spellings: [], ...scope };
  const names = [...whole.relations, ...whole.values].map(({ name }) => name);
  return typeChecker([
    { path: "file:///globals.d.ts", content: withoutNames(cellGlobals, names) },
    { path: "file:///eider.d.ts", content: scopeDeclarations(whole) },
    { path: "file:///made.ts", content: madeTypes },
    ...Object.entries(modules).map(([path, content]) => ({ path, content })),
    { path: cellPath, content: cell },
  ]);
}

const problemsOf = async (...given: Parameters<typeof checked>) =>
  (await checked(...given)).problems(cellPath);

const orders = relation("orders", {
  id: "BIGINT",
  amount: "DECIMAL(18,2)",
  price: "DECIMAL(10,2)",
  at: "TIMESTAMP",
  tags: "VARCHAR[]",
  place: 'STRUCT(city VARCHAR, "post code" INTEGER)',
  kind: "ENUM('buy', 'sell')",
});

describe("what the editor's compiler knows of a notebook", () => {
  it("marks a misspelt column and offers the right one", async () => {
    expect(await problemsOf("export default orders.map((o) => o.amuont);", { relations: [orders] })).toEqual([
      "Property 'amuont' does not exist on type 'orders'. Did you mean 'amount'?",
    ]);
  });

  it("gives every column its exact type, nested ones too", async () => {
    const cell = `export default orders.map((o) => {
      const id: bigint = o.id; const wide: string = o.amount; const narrow: number = o.price;
      const at: DuckTime = o.at; const tag: string | undefined = o.tags[0]; const city: string = o.place.city;
      const code: number = o.place["post code"]; const kind: "buy" | "sell" = o.kind;
      return { id, wide, narrow, at, tag, city, code, kind };
    });
    const wrong: number = (await orders.toArray())[0]!.id;
    export { wrong };`;
    expect(await problemsOf(cell, { relations: [orders] })).toEqual([
      "Type 'bigint' is not assignable to type 'number'.",
    ]);
  });

  it("shows the DuckDB type of a column, and what a relation is", async () => {
    const editor = await checked("orders.map((o) => o.amount);", { relations: [orders] });
    expect(await editor.hover(cellPath, "o.amount")).toMatchObject({
      declaration: "(property) orders.amount: string",
      doc: "`DECIMAL(18,2)`",
    });
    const shown = await editor.hover(cellPath, "orders");
    expect(shown.declaration).toContain("const orders: Relation<orders>");
    expect(shown.doc).toMatch(/^3 rows/);
    expect(shown.doc).toContain("3 rows · 7 columns · made by a cell");
    expect(shown.doc).toContain("- `amount` `DECIMAL(18,2)`");
  });

  it("completes the columns of a row", async () => {
    const editor = await checked("orders.map((o) => o.", { relations: [orders] });
    expect(await editor.completions(cellPath, "o.")).toEqual(
      expect.arrayContaining(["id", "amount", "price", "at", "tags", "place", "kind"]),
    );
  });

  it("says nothing against columns of a relation that is not known yet", async () => {
    expect(
      await problemsOf("export default later.map((o) => o.anything);", {
        relations: [relation("later", null)],
      }),
    ).toEqual([]);
  });

  it("takes the columns of a TypeScript cell that has not run from its text", async () => {
    const modules = {
      "file:///cells/1.ts":
        "export default orders.map((o) => ({ id: o.id, when: new Date(), note: undefined as string | undefined }));",
    };
    const scored = relation("scored", null, { module: "./cells/1" });
    const cell =
      "export default scored.map((s) => { const at: DuckTime = s.when; const note: string | null = s.note; return [s.id + 1n, at, note, s.nope]; });";
    expect(await problemsOf(cell, { relations: [orders, scored] }, modules)).toEqual([
      expect.stringContaining("Property 'nope' does not exist on type"),
    ]);
  });

  it("types what other cells export, and passes no functions on", async () => {
    const modules = {
      "file:///cells/1.ts":
        "export const factor = 2.5; export const total = await orders.count(); export function twice(n: number) { return 2 * n; }",
    };
    const of = (name: string) => ({
      name,
      type: `import("./made").Passed<typeof import("./cells/1").${name}>`,
      doc: "from a cell",
    });
    const cell = "export const a: string = factor; export const b: number = total; twice(2);";
    expect(
      await problemsOf(cell, { relations: [orders], values: ["factor", "total", "twice"].map(of) }, modules),
    ).toEqual([
      "Type 'number' is not assignable to type 'string'.",
      expect.stringContaining("This expression is not callable."),
    ]);
  });

  it("lets a relation stand in for a global of the sandbox, and a value for a relation", async () => {
    const performance = relation("performance", { score: "DOUBLE" });
    const scope = {
      relations: [performance, relation("rate", { n: "INTEGER" })],
      values: [{ name: "rate", type: "number", doc: "" }],
    };
    expect(await problemsOf("export default performance.map((p) => p.score * rate);", scope)).toEqual([]);
  });

  it("knows a name in the case in which a cell writes it", async () => {
    const scope = { relations: [orders], spellings: [{ written: "Orders", of: "orders" }] };
    expect(await problemsOf("export default Orders.map((o) => o.id);", scope)).toEqual([]);
  });

  it("lets a cell declare names of relations itself", async () => {
    expect(
      await problemsOf(
        "const orders = 1; interface orders { x: number } export const r: orders = { x: orders };",
        { relations: [orders] },
      ),
    ).toEqual([]);
  });

  it("declares the rows of wide relations as long as there is room", async () => {
    const wide = (name: string) =>
      relation(name, Object.fromEntries(Array.from({ length: 12_000 }, (_, i) => [`c${i}`, "INTEGER"])));
    const cell = "export const a = first.map((r) => r.nope); export const b = second.map((r) => r.nope);";
    const found = await problemsOf(cell, { relations: [wide("first"), wide("second")] });
    expect(found).toEqual([expect.stringContaining("on type 'first'")]);
  });

  it("holds for columns and types of any name: no comment ends, no tag begins, nothing else is declared", async () => {
    const nasty = fc.oneof(
      fc.constantFrom(
        "*/",
        "*/ declare const evil: 1; /*",
        "@param x",
        "{@link x}",
        "`",
        "\n * @evil",
        "__proto__",
        "a\\",
        '"',
        "[x](https://e.example)",
        "\u2028",
      ),
      fc.string({ unit: "grapheme", maxLength: 12 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(nasty, { minLength: 1, maxLength: 6 }), async (names) => {
        const types = names.map((name) => ({ name, type: `ENUM('${name.replaceAll("'", "''")}')` }));
        const one = { ...relation("one", null), columns: types };
        const cell = `export default one.map((r) => [${names.map((name) => `r[${JSON.stringify(name)}]`).join(", ")}]); export const e = evil;`;
        const editor = await checked(cell, { relations: [one] });
        expect(await editor.problems("file:///eider.d.ts")).toEqual([]);
        expect(await editor.problems(cellPath)).toEqual(["Cannot find name 'evil'."]);
        expect((await editor.hover(cellPath, "one")).tags).toBe(0);
      }),
      { numRuns: 25 },
    );
  });

  it("declares no name that cannot be one, and none of the language's own", async () => {
    const names = [
      "class",
      "two words",
      "1st",
      "Map",
      "undefined",
      "any",
      "string",
      "größe",
      "$x",
      "Row",
      "await",
    ];
    const editor = await checked("export default größe.map((r) => r.x);", {
      relations: names.map((name) => relation(name, { x: "INTEGER" })),
    });
    expect(await editor.problems("file:///eider.d.ts")).toEqual([]);
    expect(await editor.problems(cellPath)).toEqual([]);
  });
});
