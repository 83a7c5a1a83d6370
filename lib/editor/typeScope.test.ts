import { describe, expect, it } from "vitest";
import type { Cell } from "../notebook/document.ts";
import { cellOf } from "../notebook/testing/cellOf.ts";

import { emptyDocument } from "../store/appStore.ts";
import { cellOutline } from "../typescript/cellOutline.ts";
import { typeChecker } from "../typescript/testing/typeChecker.ts";
import { type ScopeState, scopeFile, type TypeScope, TypeScopes } from "./typeScope.ts";

const state = (cells: readonly Cell[], more: Partial<ScopeState> = {}): ScopeState => ({
  document: { ...emptyDocument, cells },
  sources: [],
  relations: [],
  cells: {},
  ...more,
});
const columns = [{ name: "amount", type: "DOUBLE" }];
const source = (relation: string, known = columns): ScopeState["sources"][number] => ({
  id: 1,
  file: `${relation}.csv`,
  relation,
  status: known.length > 0 ? "ready" : "missing",
  columns: known,
  receipt: null,
  progress: null,
});

/** What the editor's compiler finds in a text under a scope. */
async function problems(scope: TypeScope, text: string): Promise<string[]> {
  const path = "inmemory://cells/now.ts";
  const files = scope.libs.map(({ filePath, content }) => ({ path: filePath, content }));
  return (await typeChecker([...files, { path, content: text }])).problems(path);
}

describe("the scope of TypeScript cells", () => {
  const scopes = () => new TypeScopes(cellOutline);

  it("has sources before anything was queried, and cells that ran, with their columns", async () => {
    const scope = scopes().of(
      state([cellOf("made", "select 1"), cellOf("ts", "orders", "ts")], {
        sources: [source("orders")],
        relations: [{ name: "made", cellId: "made", columns, rowCount: 2 }],
      }),
    );
    expect(await problems(scope, "orders.map((o) => o.amuont); made.map((m) => m.amuont);")).toEqual([
      expect.stringContaining("Did you mean 'amount'?"),
      expect.stringContaining("Did you mean 'amount'?"),
    ]);
  });

  it("says nothing about columns of what is missing or has not run, tables of a SQL cell included", async () => {
    const scope = scopes().of(
      state([cellOf("later", "create table side as select 1; select 2"), cellOf("ts", "1", "ts")], {
        sources: [source("gone", [])],
      }),
    );
    const text = "gone.map((o) => o.x); later.map((o) => o.x); side.map((o) => o.x); nowhere;";
    expect(await problems(scope, text)).toEqual(["Cannot find name 'nowhere'."]);
  });

  it("has the columns that the notebook keeps of a source which is not loaded", async () => {
    const document = {
      ...emptyDocument,
      sources: { gone: { location: "file:gone.csv", columns: { amount: "DOUBLE" } } },
    };
    const scope = scopes().of(state([], { document, sources: [source("gone", [])] }));
    expect(await problems(scope, "gone.map((o) => o.amuont);")).toEqual([
      expect.stringContaining("Did you mean 'amount'?"),
    ]);
  });

  it("takes exported values from the text of their cell, and from the last text that could be read", async () => {
    const kept = scopes();
    kept.of(state([cellOf("a", "export const factor = 2;", "ts")]));
    const broken = kept.of(state([cellOf("a", "export const factor = 2; const (", "ts")]));
    expect(await problems(broken, "export const s: string = factor; FACTOR;")).toEqual([
      "Type 'number' is not assignable to type 'string'.",
      expect.stringContaining("Cannot find name 'FACTOR'"),
    ]);
    const scope = kept.of(
      state([cellOf("a", "export const factor = 'x';", "ts"), cellOf("b", "Factor", "ts")]),
    );
    expect(await problems(scope, "export const s: string = factor + Factor;")).toEqual([]);
    expect([...scope.cellOfFile]).toEqual([["file:///cells/1.ts", "a"]]);
  });

  it("follows a TypeScript cell's text once it is another than the one that ran", async () => {
    const cells = [cellOf("scored", "export default [{ score: 1 }];", "ts")];
    const relations = [
      { name: "scored", cellId: "scored", columns: [{ name: "points", type: "DOUBLE" }], rowCount: 1 },
    ];
    const view = (status: "done" | "stale") => ({
      scored: { run: { status, runId: 1, elapsedMs: 1 }, output: null, runCount: 1 },
    });
    const text = "scored.map((s) => s.points);";
    expect(await problems(scopes().of(state(cells, { relations, cells: view("done") })), text)).toEqual([]);
    expect(await problems(scopes().of(state(cells, { relations, cells: view("stale") })), text)).toEqual([
      expect.stringContaining("Property 'points' does not exist"),
    ]);
  });

  it("has the columns of a pinned schema before the cell runs, and a file that checks the cell against it", async () => {
    const cell = {
      ...cellOf("pinned", "export default [{ a: 'x' }];", "ts"),
      options: { schema: "a BIGINT" },
    };
    const scope = scopes().of(state([cell]));
    expect(await problems(scope, "pinned.map((p) => { const a: bigint = p.a; return a; });")).toEqual([]);
    expect(scope.pins.get("pinned")).toMatchObject({
      filePath: "file:///pins/1.ts",
      schema: [{ name: "a" }],
    });
    const files = scope.libs.map(({ filePath, content }) => ({ path: filePath, content }));
    expect(await (await typeChecker(files)).problems("file:///pins/1.ts")).toHaveLength(1);
  });

  it("leads from a relation, a column and a value to the cell that makes it", async () => {
    const cells = [cellOf("made", "select 1"), cellOf("values", "export const factor = 1;", "ts")];
    const scope = scopes().of(
      state(cells, { relations: [{ name: "made", cellId: "made", columns, rowCount: 1 }] }),
    );
    const path = "inmemory://cells/now.ts";
    const files = scope.libs.map(({ filePath, content }) => ({ path: filePath, content }));
    const checker = await typeChecker([...files, { path, content: "made.map((m) => m.amount * factor)" }]);
    expect(await checker.definition(path, "made")).toContainEqual({
      fileName: scopeFile,
      name: "made",
      containerName: "",
    });
    expect(await checker.definition(path, "m.amount")).toEqual([
      { fileName: scopeFile, name: "amount", containerName: "made" },
    ]);
    expect(await checker.definition(path, "* factor")).toEqual([
      { fileName: scopeFile, name: "factor", containerName: "" },
    ]);
    expect(scope.cellOfName).toEqual(
      new Map([
        ["made", "made"],
        ["values", "values"],
        ["factor", "values"],
      ]),
    );
  });

  it("has the values of other kinds of cells, and leads to those", async () => {
    const made = new TypeScopes(cellOutline, () => [{ name: "limit", type: "number", doc: "An input." }]);
    const scope = made.of(state([cellOf("limit", "", "input")]));
    expect(await problems(scope, "export const s: string = limit;")).toEqual([
      "Type 'number' is not assignable to type 'string'.",
    ]);
    expect(scope.cellOfName.get("limit")).toBe("limit");
  });
});
