import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { giveFullYaml } from "../formats/fullYaml.ts";
import { anyNotebook } from "../formats/testing/anyNotebook.ts";
import { yamlMatter } from "../formats/yamlMatter.ts";
import { applyCommand } from "../notebook/commands.ts";
import type { Cell, NotebookDocument } from "../notebook/document.ts";
import { cellsOfText } from "./cellsOfText.ts";
import { copiedHtml, copiedText, isCopiedHtml } from "./copiedText.ts";
import { pasteEdit } from "./pasteEdit.ts";

const parts = (cells: readonly Cell[] | null) =>
  cells?.map(({ kind, name, source }) => [kind, name, source]) ?? null;

const empty: NotebookDocument = {
  title: "",
  sources: { orders: { location: "file:orders.csv" } },
  cells: [],
  frontMatter: "",
  lineEnd: "\n",
};

describe("copied cells", () => {
  it("are Markdown, and the same cells again in another tab", () => {
    fc.assert(
      fc.property(anyNotebook, ({ cells }) => {
        const kept = cells.filter((cell) => cell.kind !== "md" || cell.source.trim() !== "");
        const again = cellsOfText(copiedText(kept), true) ?? [];
        const told = (all: readonly Cell[]) =>
          all.map(({ kind, name, source, options }) => [kind, name, source, Object.entries(options)]);
        expect(told(again)).toEqual(told(kept));
      }),
      { numRuns: 150 },
    );
  });

  it("are known by the HTML beside them", () => {
    const html = copiedHtml("a < b & c");
    expect(html).toContain("a &lt; b &amp; c");
    expect(isCopiedHtml(`<meta charset='utf-8'>${html}`)).toBe(true);
    expect(isCopiedHtml("<pre>data-eider=</pre>")).toBe(false);
  });
});

describe("a pasted text", () => {
  it("is cells where it is Markdown with code that runs here; prose and other code stay text", () => {
    const text =
      "Look:\n\n```sql\nselect 1\n```\n\nthen\n\n```python\nx = 1\n```\n\n~~~TypeScript\n1 + 1\n~~~\n";
    expect(parts(cellsOfText(text, false))).toEqual([
      ["md", "", "Look:"],
      ["sql", "", "select 1"],
      ["md", "", "then\n\n```python\nx = 1\n```"],
      ["ts", "", "1 + 1"],
    ]);
  });

  it.each([
    ["a,b\n1,2\n"],
    ["just words"],
    ["```python\nx = 1\n```"],
    ["- item\n\n  ```sql\n  select 1\n  ```"],
    [""],
    ["---\neider: 99\n---\n```sql\nselect 1\n```"],
  ])("is data or nothing otherwise: %o", (text) => expect(cellsOfText(text, false)).toBeNull());

  it("keeps the names and options of cells in it", () => {
    const text = "```chart name=by_day from=orders\n{}\n```\n";
    expect(cellsOfText(text, false)).toMatchObject([
      { kind: "chart", name: "by_day", options: { from: "orders" } },
    ]);
  });
});

describe("pasting", () => {
  it("gives each cell a free name and an id of its own, below the cell at hand", () => {
    const [a] = cellsOfText("```sql name=a\n1\n```\n", true) ?? [];
    if (!a) throw new Error("There is a cell.");
    const open: NotebookDocument = {
      ...empty,
      cells: [
        { ...a, id: "x" },
        { ...a, id: "y", name: "b" },
      ],
    };
    const copies = [a, a, { ...a, name: "orders" }, { ...a, name: "" }];
    const { edit, last } = pasteEdit(open, copies, "x", ["a_2"]);
    const { cells } = applyCommand(open, edit).document;
    expect(cells.map(({ name }) => name)).toEqual(["a", "a_3", "a_4", "orders_2", "cell_1", "b"]);
    expect(cells[4]?.id).toBe(last);
    expect(new Set(cells.map(({ id }) => id)).size).toBe(6);
    expect(applyCommand(open, pasteEdit(open, [a], null, []).edit).document.cells[1]?.id).toBe("x");
  });
});

describe("a text with front matter that only YAML can read", () => {
  afterEach(() => giveFullYaml(yamlMatter));

  it("gives its cells where YAML is not at hand", () => {
    giveFullYaml(null);
    const text = "---\n# by hand\ntitle: T\n---\n\n```sql name=a\nselect 1\n```\n";
    expect(cellsOfText(text, true)?.map(({ name, source }) => [name, source])).toEqual([["a", "select 1"]]);
  });
});
