import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyCommand, type DocumentCommand } from "../notebook/commands.ts";
import type { Cell, NotebookDocument } from "../notebook/document.ts";
import { parseNotebook } from "./parseNotebook.ts";
import { printNotebook } from "./printNotebook.ts";

/** The text of a file after edits; cells are given by their place. */
function edit(text: string, ...commands: ((cells: readonly Cell[]) => DocumentCommand)[]): string {
  const edited = commands.reduce<NotebookDocument>(
    (document, command) => applyCommand(document, command(document.cells)).document,
    parseNotebook(text),
  );
  return printNotebook(edited);
}

const idOf = (cells: readonly Cell[], at: number) => cells[at]?.id ?? "";
const source = (at: number, text: string) => (cells: readonly Cell[]) =>
  ({ type: "setSource", id: idOf(cells, at), source: text }) as const;
const sql = (id: string, text = "select 1"): Cell => ({
  id,
  kind: "sql",
  name: id,
  source: text,
  options: {},
  layout: null,
});
const md = (id: string, text: string): Cell => ({ ...sql(id, text), kind: "md", name: "" });
const insert =
  (index: number, ...cells: Cell[]) =>
  () =>
    ({ type: "insert", index, cells }) as const;

const blank: NotebookDocument = { title: "", sources: {}, cells: [], frontMatter: "", lineEnd: "\n" };
const made = (...cells: Cell[]) => printNotebook({ ...blank, cells });

describe("a notebook made here", () => {
  it("reads well", () => {
    const document: NotebookDocument = {
      ...blank,
      title: "Shop: events",
      sources: { events: { location: "file:events.csv", size: 12 }, yes: { location: "s3://b/x" } },
      cells: [
        md("m", "# Hello"),
        { ...sql("a b"), options: { from: "x y" } },
        md("n", "one"),
        md("o", "two"),
      ],
    };
    expect(printNotebook(document)).toBe(`---
eider: 1
title: "Shop: events"
sources:
  events: { location: file:events.csv, size: 12 }
  yes: s3://b/x
---

# Hello

\`\`\`sql name="a b" from="x y"
select 1
\`\`\`

one

<!-- cell -->
two
`);
  });

  it("uses CRLF throughout where the file did", () => {
    const text = printNotebook({
      ...blank,
      title: "T",
      lineEnd: "\r\n",
      cells: [sql("a", "select\n1"), md("m", "x\ny")],
    });
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect(parseNotebook(text).cells.map((cell) => cell.source)).toEqual(["select\n1", "x\ny"]);
  });

  it("makes a fence longer than any that the text holds", () => {
    expect(made(sql("a", "````\n"))).toBe("`````sql name=a\n````\n\n`````\n");
  });

  it("puts Markdown that would be read otherwise into a fence", () => {
    expect(made(md("m", "```sql name=a\nselect 1\n```"))).toBe(
      "````md name=text\n```sql name=a\nselect 1\n```\n````\n",
    );
    for (const text of ["\nx", "x\n", "<!-- cell -->", "  ", "```js", "<!-- open"]) {
      expect(made(md("m", text), sql("a"))).toMatch(/^`{3,}md name=text\n/);
    }
  });

  it("keeps Markdown that looks like front matter from being read as such", () => {
    expect(made(md("m", "---\ntitle: x\n---"))).toBe("---\neider: 1\n---\n\n---\ntitle: x\n---\n");
    expect(made(md("m", "---"), md("n", "a: b\n\n---"))).toMatch(/^---\neider: 1\n---\n\n/);
    expect(made(md("m", "---"))).toBe("---\n");
  });

  it("carries metadata that an import left on a cell", () => {
    const of = { kind: "sql", name: "a", source: "", options: {} };
    const text = made({ ...sql("a"), layout: { raw: "", of, meta: { id: "x", note: "a --> b" } } });
    expect(text).toBe('<!-- cell {"id":"x","note":"a --\\u003e b"} -->\n```sql name=a\nselect 1\n```\n');
    expect(parseNotebook(text).cells[0]?.layout?.meta).toEqual({ id: "x", note: "a --> b" });
  });
});

describe("an edit of a file", () => {
  const file =
    '---\neider: 1\n---\n\n# Hello\ntext  \n\n\n~~~sql  name=a   from=b\nselect\n  1\n~~~\n\n<!-- cell {"id":"m"} -->\n\ntext\n';

  it("changes only the lines that changed", () => {
    expect(edit(file, source(1, "select\n  2"))).toBe(file.replace("  1", "  2"));
    expect(edit(file, source(0, "# Hello\ntext!"))).toBe(file.replace("text  ", "text!"));
    expect(edit(file, source(2, "texts"))).toBe(file.replace(/text\n$/, "texts\n"));
    expect(edit(file, source(1, "select\n  1\n  2"))).toBe(file.replace("  1\n", "  1\n  2\n"));
  });

  it("gives the file back when it is taken back", () => {
    expect(edit(file, source(1, "x"), source(1, "select\n  1"))).toBe(file);
  });

  it("changes only its part of the fence's first line", () => {
    const renamed = edit(file, (cells) => ({ type: "setName", id: idOf(cells, 1), name: "z" }));
    expect(renamed).toBe(file.replace("~~~sql  name=a   from=b", "~~~sql name=z   from=b"));
    const option = edit(file, (cells) => ({
      type: "setOption",
      id: idOf(cells, 1),
      key: "from",
      value: "x y",
    }));
    expect(option).toBe(file.replace("   from=b", ' from="x y"'));
    const removed = edit(file, (cells) => ({
      type: "setOption",
      id: idOf(cells, 1),
      key: "from",
      value: null,
    }));
    expect(removed).toBe(file.replace("   from=b", ""));
    const kind = edit(file, (cells) => ({ type: "setKind", id: idOf(cells, 1), kind: "ts" }));
    expect(kind).toBe(file.replace("~~~sql", "~~~ts"));
  });

  it("sets a new cell apart by blank lines, and leaves none behind", () => {
    expect(edit("```sql name=a\n```\n", insert(1, sql("b")))).toBe(
      "```sql name=a\n```\n\n```sql name=b\nselect 1\n```\n",
    );
    expect(edit("text", insert(1, md("m", "more")))).toBe("text\n\n<!-- cell -->\nmore\n");
    expect(edit("---\neider: 1\n---", insert(0, sql("b")))).toBe(
      "---\neider: 1\n---\n\n```sql name=b\nselect 1\n```\n",
    );
    expect(edit("one\n\n```sql name=a\n```\n", (cells) => ({ type: "delete", ids: [idOf(cells, 1)] }))).toBe(
      "one\n",
    );
  });

  it("closes an open fence before something follows it", () => {
    expect(edit("```sql name=a\nselect 1", insert(1, md("m", "x")))).toBe(
      "```sql name=a\nselect 1\n```\n\nx\n",
    );
    expect(edit("```js\nx", insert(1, md("m", "y")))).toBe("````md name=text\n```js\nx\n````\n\ny\n");
  });

  it("keeps cells apart that a move brings together", () => {
    const text = "one\n\n```sql name=a\n```\n\ntwo\n";
    expect(edit(text, (cells) => ({ type: "move", id: idOf(cells, 1), to: 2 }))).toBe(
      "one\n\n<!-- cell -->\ntwo\n\n```sql name=a\n```\n",
    );
  });

  it("does not let a list take in an indented cell", () => {
    const text = "  ```sql name=a\n  x\n  ```\n\n- item\n";
    const moved = edit(text, (cells) => ({ type: "move", id: idOf(cells, 0), to: 1 }));
    expect(parseNotebook(moved).cells.map(({ kind }) => kind)).toEqual(["md", "sql"]);
  });

  it("turns prose into a cell and back", () => {
    const text = "one\n\ntwo\n";
    const asSql = edit(text, (cells) => ({ type: "setKind", id: idOf(cells, 0), kind: "sql" }));
    expect(asSql).toBe("```sql name=cell_1\none\n\ntwo\n```\n");
    expect(edit(asSql, (cells) => ({ type: "setKind", id: idOf(cells, 0), kind: "md" }))).toBe(text);
  });

  it("of one character is a diff of one line, in any cell of any such file", () => {
    const line = fc.constantFrom("select 1", "  indented", "# x", "> a", "`b`", "é😀", "text");
    const content = fc.array(line, { minLength: 1, maxLength: 5 });
    const fence = fc.constantFrom("```", "````", "~~~", "  ```");
    const block = fc.oneof(
      fc.tuple(fence, content).map(([run, lines]) => {
        const indent = run.startsWith(" ") ? "  " : "";
        return [`${run}sql name=a  x=1`, ...lines.map((text) => indent + text), run];
      }),
      content,
    );
    const file = fc.tuple(fc.array(block, { minLength: 1, maxLength: 4 }), fc.constantFrom("\n", "\r\n"));
    fc.assert(
      fc.property(
        file,
        fc.nat(),
        fc.nat(),
        fc.constantFrom("x", "\uFE0F", "7"),
        ([blocks, end], pick, at, char) => {
          const text = blocks.map((lines) => [...lines, ""].join(end)).join(end);
          const document = parseNotebook(text);
          const cell = document.cells[pick % document.cells.length];
          if (!cell) return;
          const place = at % (cell.source.length + 1);
          const changed = cell.source.slice(0, place) + char + cell.source.slice(place);
          const { document: edited } = applyCommand(document, {
            type: "setSource",
            id: cell.id,
            source: changed,
          });
          const before = text.split(end);
          const now = printNotebook(edited).split(end);
          expect(now.length).toBe(before.length);
          expect(now.filter((other, i) => other !== before[i]).length).toBe(1);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
