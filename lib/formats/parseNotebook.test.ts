import { describe, expect, it } from "vitest";
import { openAsText } from "./openAsText.ts";
import { NotebookParseError, parseNotebook } from "./parseNotebook.ts";
import { printNotebook } from "./printNotebook.ts";

/** Cells as `kind name: source`. */
function cellsOf(text: string): string[] {
  expect(printNotebook(parseNotebook(text))).toBe(text);
  return parseNotebook(text).cells.map(({ kind, name, source }) => `${kind} ${name}: ${source}`);
}

function errorOf(text: string): { line: number | null; message: string } {
  try {
    parseNotebook(text);
  } catch (thrown) {
    if (thrown instanceof NotebookParseError) return { line: thrown.line, message: thrown.message };
    throw thrown;
  }
  throw new Error("The text was read without complaint.");
}

const whole = `---
eider: 1
title: Shop events # shown in the toolbar
sources:
  events: file:events.csv
  orders: { location: "s3://b/orders.parquet", connection: shop, format: parquet, size: 12, fingerprint: abc, options: { header: true } }
theme: dark
---

# Hello

Some text.

\`\`\`sql name=orders_clean
select * from orders

where true
\`\`\`

\`\`\`chart name=by_day from=orders_clean title="By day"
{ "mark": "line" }
\`\`\`
`;

describe("parseNotebook", () => {
  it("reads front matter, prose and cells", () => {
    const document = parseNotebook(whole);
    expect(document.title).toBe("Shop events");
    expect(document.sources).toEqual({
      events: { location: "file:events.csv" },
      orders: {
        location: "s3://b/orders.parquet",
        connection: "shop",
        format: "parquet",
        size: 12,
        fingerprint: "abc",
        options: { header: true },
      },
    });
    expect(
      document.cells.map(({ kind, name, source, options }) => ({ kind, name, source, options })),
    ).toEqual([
      { kind: "md", name: "", source: "# Hello\n\nSome text.", options: {} },
      { kind: "sql", name: "orders_clean", source: "select * from orders\n\nwhere true", options: {} },
      {
        kind: "chart",
        name: "by_day",
        source: '{ "mark": "line" }',
        options: { from: "orders_clean", title: "By day" },
      },
    ]);
    expect(printNotebook(document)).toBe(whole);
  });

  it("reads an empty text as an empty notebook", () => {
    expect(parseNotebook("")).toEqual({ title: "", sources: {}, cells: [], frontMatter: "", lineEnd: "\n" });
  });

  it("knows CRLF files and gives sources LF", () => {
    const document = parseNotebook("text\r\n\r\n```sql name=a\r\nselect\r\n1\r\n```\r\n");
    expect(document.lineEnd).toBe("\r\n");
    expect(document.cells[1]?.source).toBe("select\n1");
    expect(parseNotebook("a\r\nb\n").lineEnd).toBe("\n");
  });

  it("keeps cells of kinds it does not know", () => {
    expect(cellsOf("```python name=p\nprint(1)\n```\n")).toEqual(["python p: print(1)"]);
  });

  it("takes a fence without a name for prose", () => {
    expect(cellsOf("```sql\nselect 1\n```\n```sql name=\n```\n")).toEqual([
      "md : ```sql\nselect 1\n```\n```sql name=\n```",
    ]);
  });

  it("does not look for cells inside other fences, lists, quotes, comments and HTML", () => {
    for (const text of [
      "````md\n```sql name=a\n```\n````\n",
      "~~~\n```sql name=a\n```\n~~~\n",
      "- item\n\n  ```sql name=a\n  ```\n",
      "- ```sql name=a\n  ```\n\ntext\n",
      "1. item\n   - nested\n\n     ```sql name=a\n     ```\n",
      "> ```sql name=a\n> ```\n",
      "<!--\n```sql name=a\n```\n-->\n",
      "<div>\n```sql name=a\n```\n</div>\n",
      "<pre>\n\n```sql name=a\n```\n</pre>\n",
      "    ```sql name=a\n    ```\n",
      "text `x` ```sql name=a\n",
    ]) {
      expect(cellsOf(text)).toEqual([`md : ${text.trimEnd()}`]);
    }
  });

  it("finds cells right after lists, quotes and HTML", () => {
    for (const text of [
      "- item\n",
      "> quote\n",
      "<div>\n\n",
      "<!-- comment -->\n",
      "- ```js\n  x\n",
      "* * *\n",
    ]) {
      expect(cellsOf(`${text}\`\`\`sql name=a\nselect 1\n\`\`\`\n`)[1]).toBe("sql a: select 1");
    }
  });

  it("reads longer, tilde and indented fences", () => {
    expect(cellsOf("````sql name=a\n```\n````\n")).toEqual(["sql a: ```"]);
    expect(cellsOf("~~~sql name=a\n```\n~~~\n")).toEqual(["sql a: ```"]);
    expect(cellsOf("  ```sql name=a\n    select\n 1\n  ```\n")).toEqual(["sql a:   select\n1"]);
  });

  it("reads a fence that is never closed to the end", () => {
    expect(cellsOf("```sql name=a\nselect 1\n\n# no heading")).toEqual(["sql a: select 1\n\n# no heading"]);
  });

  it("keeps Markdown cells apart at their markers, and empty ones", () => {
    expect(cellsOf("one\n\n<!-- cell -->\ntwo\n\n<!-- cell -->\n\n<!-- cell -->\n")).toEqual([
      "md : one",
      "md : two",
      "md : ",
      "md : ",
    ]);
  });

  it("takes id and metadata from a marker, also right before a fence", () => {
    const text =
      '<!-- cell {"id":"abc","tags":["x"]} -->\ntext\n\n<!-- cell {"id":"def"} -->\n```sql name=a\n```\n';
    expect(cellsOf(text)).toEqual(["md : text", "sql a: "]);
    const { cells } = parseNotebook(text);
    expect(cells.map(({ id }) => id)).toEqual(["abc", "def"]);
    expect(cells[0]?.layout?.meta).toEqual({ id: "abc", tags: ["x"] });
  });

  it("gives a cell whose id is taken or unfit another one", () => {
    const marker = '<!-- cell {"id":"abc"} -->\ntext\n\n';
    const { cells } = parseNotebook(`${marker}${marker}<!-- cell {"id":"a b"} -->\ntext\n`);
    expect(new Set(cells.map(({ id }) => id)).size).toBe(3);
    for (const { id } of cells) expect(id).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  it("takes other comments for prose", () => {
    expect(cellsOf("<!-- cell {not json} -->\ntext\n")).toEqual(["md : <!-- cell {not json} -->\ntext"]);
    expect(cellsOf("<!-- cells -->\n")).toEqual(["md : <!-- cells -->"]);
  });

  it("reads a Markdown fence with a name as a Markdown cell", () => {
    expect(cellsOf("````md name=text\n```sql name=a\n```\n````\n")).toEqual(["md : ```sql name=a\n```"]);
  });

  it("reads quotes and escapes in options", () => {
    const { cells } = parseNotebook(
      '```sql name="a" x="say \\"hi\\"" path="C:\\new" nl="a&#10;b" flag y=\n```\n',
    );
    expect(cells[0]?.options).toEqual({ x: 'say "hi"', path: "C:\\new", nl: "a\nb", flag: "", y: "" });
  });

  it("keeps keys that are special to JavaScript as plain keys", () => {
    const { cells, sources } = parseNotebook(
      "---\nsources: { __proto__: a }\n---\n```sql name=a __proto__=x\n```\n",
    );
    expect(Object.entries(cells[0]?.options ?? {})).toEqual([["__proto__", "x"]]);
    expect(Object.entries(sources)).toEqual([["__proto__", { location: "a" }]]);
  });

  it("takes text between two rules for prose, and a rule alone too", () => {
    expect(cellsOf("---\nA sentence.\n---\n")).toEqual(["md : ---\nA sentence.\n---"]);
    expect(cellsOf("---\ntitle: x\n")).toEqual(["md : ---\ntitle: x"]);
  });

  it("reads a title as it is written", () => {
    const titleOf = (yaml: string) => parseNotebook(`---\n${yaml}\n---\n`).title;
    expect(titleOf("title: 1.10")).toBe("1.10");
    expect(titleOf("title:")).toBe("");
    expect(titleOf("title: >\n  two\n  lines")).toBe("two lines");
    expect(titleOf('title: "a # b"')).toBe("a # b");
  });
});

describe("a text that is no notebook", () => {
  it.each([
    ["---\neider: 1\ntitle: a: b\n---\n", 3, "not valid YAML"],
    ["---\neider: 1\na: [1\n---\n", 4, "not valid YAML"],
    ["---\ntitle: a\ntitle: b\n---\n", 3, "not valid YAML"],
    ["---\na: *nowhere\n---\n", null, ""],
    ["---\neider: 2\n---\n", 2, "made by a newer Eider"],
    ["---\ntitle: x\neider: '3'\n---\n", 3, "made by a newer Eider"],
    ["---\neider: duck\n---\n", 2, "must be the number 1"],
    ["---\ntitle: [a]\n---\n", 2, '"title" must be text'],
    ["---\nsources: [a]\n---\n", 2, "must map names to locations"],
    ["---\nsources:\n  a: file:a\n  b:\n---\n", 4, 'The source "b" needs a location'],
    ["---\nsources:\n  a: { size: 1 }\n---\n", 3, 'The source "a" needs a location'],
    ["---\nsources:\n  a: { location: x, size: big }\n---\n", 3, '"size" of the source "a"'],
    ["---\nsources:\n  a: { location: x, options: 1 }\n---\n", 3, '"options" of the source "a"'],
    ["\uFEFF---\r\ntitle: a\r\nsources: 1\r\n---\r\n", 3, "must map names to locations"],
  ])("is refused with its line: %j", (text, line, message) => {
    const error = errorOf(text);
    if (line !== null) expect(error.line).toBe(line);
    expect(error.message).toContain(message);
  });

  it("is refused when it is made to multiply or to nest without end", () => {
    const lines = Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}]`);
    expect(errorOf(`---\na0: &a0 x\n${lines.join("\n")}\n---\n`).message).toContain("front matter");
    expect(errorOf(`---\na: ${"[".repeat(100_000)}\n---\n`).message).toContain("front matter");
  });

  it.each([
    "---\ntitle: a: b\n---\n",
    "---\neider: 2\n---\r\n````\n```md name=x\n",
    "\uFEFFa\rb\r\nc\n\n",
    "ends in CR\r",
    "",
    "\n\n",
  ])("opens as one text cell that holds it exactly: %j", (text) => {
    const document = openAsText(text);
    expect(document.cells.length).toBe(1);
    expect(document.cells[0]).toMatchObject({ kind: "md", source: text.replace(/\r\n?/g, "\n") });
    expect(printNotebook(document)).toContain(text);
    expect(parseNotebook(printNotebook(document)).cells[0]?.source).toBe(document.cells[0]?.source);
  });
});

describe("a text made to be slow", () => {
  it.each([
    "- ",
    "> ",
    "`",
    "<a ",
    "<!-- cell ",
    " ",
    "\t",
    '```sql name=a x="',
    "---\n",
    "a: ",
    "* ",
    "\r",
    "```sql name=a\n",
    "<!-- cell -->\n",
    "- a\n ",
  ])("is read in linear time: %j over and over", (unit) => {
    // In quadratic time each of these would run into the test's own time limit.
    const text = unit.repeat(Math.ceil(300_000 / unit.length));
    for (const whole of [text, `${text}x`]) {
      const document = parseNotebook(whole);
      expect(printNotebook(document)).toBe(whole);
    }
  });
});
