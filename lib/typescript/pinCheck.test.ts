import { describe, expect, it } from "vitest";
import { parsePinnedSchema } from "../sandbox/pinnedSchema.ts";
import { madeTypes } from "./madeTypes.ts";
import { pinCheckModule, pinProblem } from "./pinCheck.ts";
import { type ScopeRelation, scopeDeclarations } from "./scopeDeclarations.ts";
import { typeChecker } from "./testing/typeChecker.ts";

const orders: ScopeRelation = {
  name: "orders",
  columns: [
    { name: "id", type: "BIGINT" },
    { name: "at", type: "TIMESTAMP" },
  ],
  rowCount: 1,
  doc: "",
  module: null,
};
const unknown: ScopeRelation = { ...orders, name: "later", columns: null };

/** What the editor says about a cell's default export under a pinned schema. */
async function problems(schema: string, cell: string): Promise<string[]> {
  const parsed = parsePinnedSchema(schema);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const checker = await typeChecker([
    {
      path: "file:///eider.d.ts",
      content: scopeDeclarations({ relations: [orders, unknown], values: [], spellings: [] }),
    },
    { path: "file:///made.ts", content: madeTypes },
    { path: "file:///cells/1.ts", content: cell },
    { path: "file:///pins/1.ts", content: pinCheckModule(parsed.value, "../cells/1", "../made") },
  ]);
  const found = await checker.problemLines("file:///pins/1.ts");
  return found.flatMap(
    ({ line, message }) => pinProblem(parsed.value, line, message) ?? [`${line}: ${message}`],
  );
}

describe("a default export under a pinned schema", () => {
  it("is right in every form that makes such rows", async () => {
    const rows = "{ n: 1, note: 'x' as string | null, at: new Date(), tags: ['a'] }";
    for (const made of [
      `[${rows}]`,
      rows,
      `(function* () { yield ${rows}; })()`,
      `Promise.resolve([${rows}])`,
      `orders.map(() => (${rows}))`,
      "later",
      "later.map((l) => l)",
    ])
      expect(
        await problems("n BIGINT, note VARCHAR, at TIMESTAMP, tags VARCHAR[]", `export default ${made};`),
      ).toEqual([]);
  });

  it("is told by the column that is of another type, that is missing, or that is too many", async () => {
    const cell = "export default orders.map((o) => ({ id: String(o.id), at: o.at, extra: 1 }));";
    expect(await problems("id BIGINT, at TIMESTAMP, gone DOUBLE", cell)).toEqual([
      'Column "id" is pinned as BIGINT, and these rows have string there.',
      'The pinned schema has a column "gone", which these rows lack.',
      'These rows have a column that is not in the pinned schema: "extra".',
    ]);
  });

  it("takes relations that are passed on, and plain values as the column value", async () => {
    expect(await problems("id BIGINT, at TIMESTAMP", "export default orders;")).toEqual([]);
    expect(await problems("value DOUBLE", "export default [1, 2.5];")).toEqual([]);
    expect(await problems("value DOUBLE", "export default ['a'];")).toEqual([
      'Column "value" is pinned as DOUBLE, and these rows have string there.',
    ]);
  });

  it("checks columns of any name", async () => {
    expect(
      await problems(
        '"*/" VARCHAR, "x y" STRUCT("a b" INTEGER)',
        "export default [{ '*/': 'v', 'x y': { 'a b': 1 } }];",
      ),
    ).toEqual([]);
  });
});
