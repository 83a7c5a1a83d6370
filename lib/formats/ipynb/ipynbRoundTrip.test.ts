import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NotebookDocument } from "../../notebook/document.ts";
import { parseNotebook } from "../parseNotebook.ts";
import { printNotebook } from "../printNotebook.ts";
import { anyNotebook, anySource, plainNotebook, tellingLine } from "../testing/anyNotebook.ts";
import { exportIpynb } from "./exportIpynb.ts";
import { importIpynb } from "./importIpynb.ts";
import { ipynbProblems } from "./testing/ipynbProblems.ts";

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
      fc.property(anyNotebook, fc.boolean(), (document, sqlMagic) => {
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
      { numRuns: 150 },
    );
  });

  it("is the same text and needs no file beside it, where its cells carry no ids", () => {
    fc.assert(
      fc.property(plainNotebook, (document) => {
        const { assets, document: back } = imported(exportIpynb(document));
        expect(assets).toBeNull();
        expect(printNotebook(back)).toBe(printNotebook(document));
      }),
      { numRuns: 100 },
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
    source: fc.oneof(fc.jsonValue(), anySource, fc.array(tellingLine)),
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
