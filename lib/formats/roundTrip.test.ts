import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyCommand, type DocumentCommand } from "../notebook/commands.ts";
import type { Cell, NotebookDocument } from "../notebook/document.ts";
import { NotebookParseError, parseNotebook } from "./parseNotebook.ts";
import { printNotebook } from "./printNotebook.ts";

/** Pieces of Markdown that mean something to the parser, and some that only look so. */
const fragment = fc.constantFrom(
  "```sql name=a",
  "```ts name=b from=c",
  '```chart name="a b" x="q\\"uote"',
  "```",
  "````",
  "````md name=text",
  "~~~",
  "~~~~py name=p `tick`",
  "  ```sql name=indented",
  "   ```",
  "    ```sql name=code",
  "\t```sql name=tab",
  "```js",
  "```sql name=",
  "```md name=",
  "``` name=nokind",
  "```sql name=`no`",
  "<!-- cell -->",
  '<!-- cell {"id":"x1","tags":["a"]} -->',
  "<!-- cell {broken -->",
  "<!-- a comment",
  "-->",
  "<div>",
  "</div>",
  "<pre>",
  "</pre>",
  "<span>",
  "- item",
  "  - nested",
  "- ```sql name=in_list",
  "  ```",
  "1. one",
  "> ```sql name=quoted",
  "# Title",
  "---",
  "...",
  "eider: 1",
  "title: Old",
  "sources:",
  "  s: file:s.csv",
  "text",
  "  indented",
  "select 1",
  "",
  "  ",
  "\uFEFF",
  "é 😀",
);
const lineEnd = fc.constantFrom("\n", "\n", "\n", "\r\n", "\r");
const anyText = fc
  .tuple(
    fc.array(
      fc.tuple(fc.oneof({ weight: 9, arbitrary: fragment }, { weight: 1, arbitrary: fc.string() }), lineEnd),
      {
        maxLength: 16,
      },
    ),
    fc.constantFrom("", "text", "```", "---\n"),
    fc.constantFrom("", "", "---\ntitle: T\nsources: {a: file:x}\n---\n", "\uFEFF", "---\n"),
  )
  .map(([lines, last, first]) => first + lines.map((parts) => parts.join("")).join("") + last);

const cellText = fc
  .array(fc.tuple(fragment, fc.constantFrom("\n", "\n", "")), { maxLength: 6 })
  .map((lines) => lines.map((parts) => parts.join("")).join(""));
const kind = fc.constantFrom("md", "md", "sql", "ts", "chart", "python");
const options = fc.dictionary(
  fc.constantFrom("from", "x", "__proto__", "1"),
  fc.oneof(fragment, fc.string()),
  {
    maxKeys: 2,
  },
);

function tryParse(text: string): NotebookDocument | null {
  try {
    return parseNotebook(text);
  } catch (thrown) {
    if (thrown instanceof NotebookParseError) return null;
    throw thrown;
  }
}

function plain(document: NotebookDocument) {
  const cells = document.cells.map(({ kind, name, source, options }) => ({
    kind,
    name,
    source,
    options: { ...options },
  }));
  return { title: document.title, sources: document.sources, cells };
}

function expectKept(document: NotebookDocument): string {
  const text = printNotebook(document);
  expect(plain(parseNotebook(text))).toEqual(plain(document));
  expect(printNotebook(parseNotebook(text))).toBe(text);
  return text;
}

interface Edit {
  type: DocumentCommand["type"];
  at: number;
  to: number;
  kind: string;
  text: string;
  options: Record<string, string>;
}

const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({
    type: fc.constantFrom<DocumentCommand["type"]>(
      "insert",
      "insert",
      "insert",
      "delete",
      "move",
      "setSource",
      "setSource",
      "setName",
      "setKind",
      "setOption",
      "split",
      "mergeWithNext",
      "setTitle",
      "setSourceEntry",
      "removeSourceEntry",
    ),
    at: fc.nat(20),
    to: fc.nat(20),
    kind,
    text: cellText,
    options,
  }),
  { maxLength: 8 },
);

let nextId = 0;

function commandOf(document: NotebookDocument, edit: Edit): DocumentCommand {
  const { cells } = document;
  const target = cells[edit.at % Math.max(1, cells.length)];
  const id = target?.id ?? "none";
  const name = `n${edit.to}`;
  switch (edit.type) {
    case "insert": {
      const cell: Cell = {
        id: `made${nextId++}`,
        kind: edit.kind,
        name: edit.kind === "md" ? "" : name,
        source: edit.text,
        options: edit.options,
        layout: null,
      };
      return { type: "insert", index: edit.at % (cells.length + 1), cells: [cell] };
    }
    case "delete":
      return { type: "delete", ids: [id] };
    case "move":
      return { type: "move", id, to: edit.to % Math.max(1, cells.length) };
    case "setSource":
      return { type: "setSource", id, source: edit.text };
    case "setName":
      return { type: "setName", id, name: edit.text || name };
    case "setKind":
      return { type: "setKind", id, kind: edit.kind };
    case "setOption":
      return { type: "setOption", id, key: "from", value: edit.to % 3 === 0 ? null : edit.text };
    case "split":
      return { type: "split", id, at: edit.to, newId: `made${nextId++}` };
    case "mergeWithNext":
      return { type: "mergeWithNext", id };
    case "setTitle":
      return { type: "setTitle", title: edit.text };
    case "setSourceEntry":
      return {
        type: "setSourceEntry",
        name: edit.to % 2 ? "s" : name,
        entry: {
          location: `file:${edit.text}`,
          ...(edit.at % 2 ? { size: edit.at, options: edit.options } : {}),
        },
      };
    default:
      return { type: "removeSourceEntry", name: edit.to % 2 ? "s" : "a" };
  }
}

function edited(document: NotebookDocument, list: readonly Edit[]): NotebookDocument {
  return list.reduce((current, edit) => applyCommand(current, commandOf(current, edit)).document, document);
}

describe("printing what was parsed", () => {
  it("gives the same text back, whatever the text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const document = tryParse(text);
        if (document) expect(printNotebook(document)).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it("gives the same text back for arbitrary characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const document = tryParse(text);
        if (document) expect(printNotebook(document)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });
});

describe("parsing what was printed", () => {
  const empty: NotebookDocument = { title: "", sources: {}, cells: [], frontMatter: "", lineEnd: "\n" };

  it("gives the same notebook, for any notebook made by commands", () => {
    fc.assert(
      fc.property(edits, fc.constantFrom<"\n" | "\r\n">("\n", "\r\n"), (list, end) => {
        expectKept(edited({ ...empty, lineEnd: end }, list));
      }),
      { numRuns: 1000 },
    );
  });

  it("gives the same notebook, for any file that was edited", () => {
    fc.assert(
      fc.property(anyText, edits, (text, list) => {
        const document = tryParse(text);
        if (document) expectKept(edited(document, list));
      }),
      { numRuns: 2000 },
    );
  });
});
