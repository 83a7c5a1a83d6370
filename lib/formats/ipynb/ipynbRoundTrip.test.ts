import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tidyCell } from "../../notebook/cellEdits.ts";
import type { Cell, NotebookDocument } from "../../notebook/document.ts";
import { parseNotebook } from "../parseNotebook.ts";
import { printNotebook } from "../printNotebook.ts";
import { exportIpynb } from "./exportIpynb.ts";
import { importIpynb } from "./importIpynb.ts";
import { ipynbProblems } from "./testing/ipynbProblems.ts";

/** Lines that mean something to one of the formats, and some that only look so. */
const line = fc.constantFrom(
  "%%sql",
  "%%sql a <<",
  "%%sql duckdb:// --with x a << select 1",
  "%sql a << select 1",
  "%sql --connections",
  "%%dql -o b",
  "```sql name=a",
  "```",
  "````md name=text",
  "<!-- cell -->",
  '<!-- cell {"id":"x1"} -->',
  "---",
  "select 1",
  "# Title",
  "- item",
  "  indented",
  "",
  "é 😀",
);
const anyLine = fc.oneof({ weight: 6, arbitrary: line }, { weight: 1, arbitrary: fc.string() });
const source = fc.array(anyLine, { maxLength: 4 }).map((lines) => lines.join("\n"));
const kind = fc.constantFrom("md", "sql", "ts", "chart", "python", "raw", "c++", "md-code", "javascript");
const name = fc.constantFrom("a", "A", "a_2", "cell_1", "cell_2", "by_day", "a b", "é", 'q"', "text-1", "x1");
const options = fc.dictionary(fc.constantFrom("from", "x", "__proto__"), fc.string(), { maxKeys: 2 });

/** Any notebook, as its file gives it. */
const notebook = fc
  .record({
    cells: fc.array(fc.record({ kind, name, source, options, marked: fc.boolean(), tag: fc.boolean() }), {
      maxLength: 6,
    }),
    title: fc.constantFrom("", "Tea", "a: b", "2024"),
    sources: fc.dictionary(fc.constantFrom("orders", "users"), fc.constant({ location: "file:a.csv" })),
    lineEnd: fc.constantFrom<"\n" | "\r\n">("\n", "\n", "\r\n"),
  })
  .map(({ cells, ...front }): NotebookDocument => {
    const empty: NotebookDocument = { ...front, cells: [], frontMatter: "" };
    const made = cells.map(({ marked, tag, ...cell }, index): Cell => {
      const id = marked ? `x${index}` : `made${index}`;
      const meta = { ...(marked ? { id } : {}), ...(tag ? { tags: ["a"] } : {}) };
      const tidy = tidyCell(empty, { id, ...cell, layout: null });
      const { kind, name, source, options } = tidy;
      return { ...tidy, layout: { raw: "", of: { kind, name, source, options }, meta } };
    });
    return parseNotebook(printNotebook({ ...empty, cells: made }));
  });

/** One with names that can be ids as they are, each of them once, and no marker lines. */
const plainNotebook = fc
  .uniqueArray(
    fc.record({ kind, name: fc.constantFrom("a", "by_day", "cell_1", "cell_9", "b2"), source, options }),
    {
      maxLength: 5,
      selector: ({ name }) => name,
    },
  )
  .map((cells): NotebookDocument => {
    const empty: NotebookDocument = { title: "", sources: {}, cells: [], frontMatter: "", lineEnd: "\n" };
    const made = cells.map((cell, index) => tidyCell(empty, { id: `made${index}`, ...cell, layout: null }));
    return parseNotebook(printNotebook({ ...empty, cells: made }));
  });

function plain({ cells, title, sources }: NotebookDocument) {
  return {
    title,
    sources,
    cells: cells.map(({ kind, name, source, options }) => ({ kind, name, source, options: { ...options } })),
  };
}

function imported(json: string) {
  const outcome = importIpynb(json);
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}

describe("a notebook that goes out as .ipynb and comes in again", () => {
  it("is the same notebook, valid on its way, with and without the %%sql line", () => {
    fc.assert(
      fc.property(notebook, fc.boolean(), (document, sqlMagic) => {
        const json = exportIpynb(document, { sqlMagic });
        expect(ipynbProblems(json)).toEqual([]);
        const back = imported(json);
        expect(plain(back.document)).toEqual(plain(document));
        const text = printNotebook(back.document);
        expect(printNotebook(parseNotebook(text))).toBe(text);
        expect(plain(parseNotebook(text))).toEqual(plain(document));
        const again: unknown = JSON.parse(exportIpynb(parseNotebook(text), { assets: back.assets }));
        expect(again).toEqual(JSON.parse(json));
      }),
      { numRuns: 300 },
    );
  });

  it("is the same text and needs no file beside it, where its cells carry no ids", () => {
    fc.assert(
      fc.property(plainNotebook, (document) => {
        const { assets, document: back } = imported(exportIpynb(document));
        expect(assets).toBeNull();
        expect(printNotebook(back)).toBe(printNotebook(document));
      }),
      { numRuns: 200 },
    );
  });
});

/** Anything that JSON can hold, where a notebook has its parts. */
const anyCell = fc.record(
  {
    cell_type: fc.constantFrom("code", "markdown", "raw", "heading", "later", 7),
    id: fc.constantFrom("a", "a", "b", "not good", 3, "__proto__", "x-1"),
    metadata: fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          name: fc.jsonValue(),
          tags: fc.jsonValue(),
          vscode: fc.oneof(fc.jsonValue(), fc.record({ languageId: fc.constantFrom("sql", "markdown", "") })),
          language: fc.constantFrom("sql", "C#", 7),
          collapsed: fc.jsonValue(),
          eider: fc.record(
            {
              kind: fc.constantFrom("md", "chart", "a b", "sql"),
              name: fc.jsonValue(),
              options: fc.jsonValue(),
            },
            { requiredKeys: [] },
          ),
        },
        { requiredKeys: [] },
      ),
    ),
    source: fc.oneof(fc.jsonValue(), source, fc.array(line)),
    level: fc.jsonValue(),
    outputs: fc.oneof(
      fc.jsonValue(),
      fc.array(
        fc.record(
          {
            output_type: fc.constantFrom("stream", "display_data", "execute_result", "error", "bad"),
            text: fc.jsonValue(),
            name: fc.jsonValue(),
            data: fc.oneof(
              fc.jsonValue(),
              fc.dictionary(fc.constantFrom("text/plain", "a+json"), fc.jsonValue()),
            ),
            metadata: fc.jsonValue(),
            execution_count: fc.jsonValue(),
            traceback: fc.jsonValue(),
          },
          { requiredKeys: [] },
        ),
      ),
    ),
    execution_count: fc.jsonValue(),
    attachments: fc.jsonValue(),
  },
  { requiredKeys: [] },
);

describe("a file that only looks like a notebook", () => {
  it("becomes cells that go out as valid nbformat 4.5 and come in again the same", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 9, arbitrary: anyCell }, { weight: 1, arbitrary: fc.jsonValue() }), {
          maxLength: 5,
        }),
        fc.jsonValue(),
        fc.constantFrom(undefined, 0, 4, 5, 6, "x"),
        (cells, metadata, minor) => {
          const first = imported(JSON.stringify({ nbformat: 4, nbformat_minor: minor, metadata, cells }));
          expect(first.document.cells.length).toBe(cells.length);
          const document = parseNotebook(printNotebook(first.document));
          expect(plain(document)).toEqual(plain(first.document));
          const json = exportIpynb(document, { assets: first.assets });
          expect(ipynbProblems(json)).toEqual([]);
          expect(plain(imported(json).document)).toEqual(plain(document));
        },
      ),
      { numRuns: 150 },
    );
  });
});
