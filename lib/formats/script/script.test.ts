import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NotebookDocument } from "../../notebook/document.ts";
import { parseNotebook } from "../parseNotebook.ts";
import { printNotebook } from "../printNotebook.ts";
import { anyNotebook } from "../testing/anyNotebook.ts";
import { exportScript } from "./exportScript.ts";
import { importScript } from "./importScript.ts";
import { type ScriptLanguage, sqlScript, tsScript } from "./scriptLanguage.ts";

function imported(text: string, language: ScriptLanguage = sqlScript): NotebookDocument {
  const outcome = importScript(text, language);
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value.document;
}

const cellsOf = ({ cells }: NotebookDocument) =>
  cells.map(({ kind, name, source, options }) => ({ kind, name, source, options: { ...options } }));

describe("a .sql file", () => {
  it("without marks is one cell", () => {
    expect(cellsOf(imported("\n-- all\nselect 1;\n\nselect 2;\n"))).toEqual([
      { kind: "sql", name: "cell_1", source: "-- all\nselect 1;\n\nselect 2;", options: {} },
    ]);
    expect(cellsOf(imported(""))).toEqual([]);
  });

  it("has its cells between -- %% lines, with what they say of them", () => {
    const text = `-- ---
-- eider: 1
-- title: Shop
-- ---

select 0

-- %% [markdown]
-- # Orders
--
-- By day.

-- %% name=by_day limit="10 rows"
-- a comment
select 1

-- %% The last one
select 2
-- %% [ts] name=scored
-- export default by_day
select 3
`;
    const document = imported(text);
    expect(document.title).toBe("Shop");
    expect(cellsOf(document)).toEqual([
      { kind: "sql", name: "cell_1", source: "select 0", options: {} },
      { kind: "md", name: "", source: "# Orders\n\nBy day.", options: {} },
      { kind: "sql", name: "by_day", source: "-- a comment\nselect 1", options: { limit: "10 rows" } },
      { kind: "sql", name: "The_last_one", source: "select 2", options: {} },
      { kind: "ts", name: "scored", source: "export default by_day", options: {} },
      { kind: "sql", name: "cell_2", source: "select 3", options: {} },
    ]);
  });

  it("runs as it is: everything that is no SQL stands in comments", () => {
    const text = "# Tea\n\n```sql name=a\nselect 1\n```\n\n```chart name=c from=a\n{}\n```\n";
    expect(exportScript(parseNotebook(text), sqlScript)).toBe(
      "-- %% [markdown]\n-- # Tea\n\n-- %% name=a\nselect 1\n\n-- %% [chart] name=c from=a\n-- {}\n",
    );
  });

  it("keeps line ends of Windows", () => {
    const text = "-- %% name=a\r\nselect 1\r\n\r\n-- %% name=b\r\nselect 2\r\n";
    expect(exportScript(imported(text), sqlScript)).toBe(text);
  });

  it("that begins with a ruler of comments is still SQL", () => {
    expect(cellsOf(imported("-- ---\n-- no front matter\n-- ---\nselect 1"))[0]?.source).toContain(
      "select 1",
    );
  });
});

it("a .ts file has its cells between // %% lines", () => {
  const text =
    "// %% name=a\nexport default [1];\n\n// %% [markdown]\n// Text.\n\n// %% [sql] name=b\n// select 1\n";
  const document = imported(text, tsScript);
  expect(cellsOf(document)).toEqual([
    { kind: "ts", name: "a", source: "export default [1];", options: {} },
    { kind: "md", name: "", source: "Text.", options: {} },
    { kind: "sql", name: "b", source: "select 1", options: {} },
  ]);
  expect(exportScript(document, tsScript)).toBe(text);
});

describe.each([
  ["sql", sqlScript],
  ["ts", tsScript],
])("a notebook of any cells as .%s", (_, language) => {
  const trimmed = (cell: ReturnType<typeof cellsOf>[number]) =>
    cell.kind === language.kind ? { ...cell, source: withoutBlankEnds(cell.source) } : cell;

  it("comes in again the same, but for blank lines around code", () => {
    fc.assert(
      fc.property(anyNotebook, (document) => {
        const back = imported(exportScript(document, language), language);
        expect(cellsOf(back).map(trimmed)).toEqual(cellsOf(document).map(trimmed));
        expect([back.title, back.sources]).toEqual([document.title, document.sources]);
        const again = imported(exportScript(back, language), language);
        expect(cellsOf(again)).toEqual(cellsOf(back));
        expect(cellsOf(parseNotebook(printNotebook(back)))).toEqual(cellsOf(back));
      }),
      { numRuns: 100 },
    );
  });
});

function withoutBlankEnds(source: string): string {
  const lines = source.split("\n");
  const isText = (line: string) => /[^ \t]/.test(line);
  return lines.slice(lines.findIndex(isText), lines.findLastIndex(isText) + 1).join("\n");
}
