import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NotebookDocument } from "../../notebook/document.ts";
import { parseNotebook } from "../parseNotebook.ts";
import { printNotebook } from "../printNotebook.ts";
import { anyNotebook } from "../testing/anyNotebook.ts";
import { exportNotebookKit } from "./exportNotebookKit.ts";
import { importNotebookKit } from "./importNotebookKit.ts";

function imported(html: string): NotebookDocument {
  const outcome = importNotebookKit(html);
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value.document;
}

function plain({ cells, title, sources }: NotebookDocument) {
  return {
    title,
    sources,
    cells: cells.map(({ kind, name, source, options }) => ({ kind, name, source, options: { ...options } })),
  };
}

const kit = `<!doctype html>
<notebook theme="coffee">
  <title>Tea &amp; co</title>
  <script id="1" type="text/markdown">
    # Hello, *who*
  </script>
  <script id="7" type="application/sql" database="var:db" output="by_day" hidden="">
    select 1
      as n

  </script>
  <script type="module" pinned="">
    const tag = "<\\/script>";
  </script>
  <!-- <script id="9" type="text/x-python">not there</script> -->
  <script id="7" type="text/x-typescript">
    by_day as unknown
  </script>
</notebook>
`;

describe("a file of Notebook Kit", () => {
  it("has its cells by their types, with their text as it is meant", () => {
    expect(plain(imported(kit))).toEqual({
      title: "Tea & co",
      sources: {},
      cells: [
        { kind: "md", name: "", source: "# Hello, *who*", options: {} },
        {
          kind: "sql",
          name: "by_day",
          source: "select 1\n  as n\n",
          options: { database: "var:db", hidden: "" },
        },
        { kind: "js", name: "cell_1", source: 'const tag = "</script>";', options: { pinned: "" } },
        { kind: "ts", name: "cell_2", source: "by_day as unknown", options: {} },
      ],
    });
  });

  it("goes out as it came in, theme and numbers and all", () => {
    const out = exportNotebookKit(imported(kit));
    expect(out).toContain('<notebook theme="coffee">');
    expect(out).toContain(
      '<script id="7" type="application/sql" hidden="" database="var:db" output="by_day">\n    select 1\n      as n\n\n  </script>',
    );
    expect(out).toContain('const tag = "<\\/script>";');
    expect(plain(imported(out))).toEqual(plain(imported(kit)));
  });

  it("without a <notebook> is refused", () => {
    expect(importNotebookKit("<p>notebook</p>")).toMatchObject({ ok: false, error: { code: "file" } });
  });
});

it("a notebook of any cells goes out and comes in again the same", () => {
  fc.assert(
    fc.property(anyNotebook, (document) => {
      const html = exportNotebookKit(document);
      const back = imported(html);
      expect(plain(back)).toEqual(plain(document));
      expect(plain(parseNotebook(printNotebook(back)))).toEqual(plain(document));
      expect(exportNotebookKit(back)).toBe(html);
    }),
    { numRuns: 100 },
  );
});

it("any text gives cells or a reason, never a failure", () => {
  const piece = fc.constantFrom(
    "<notebook>",
    "<script",
    ' type="',
    ">",
    "</script>",
    "</",
    "<!--",
    "-->",
    "<title>",
    "a=b",
    '"',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string())), (pieces) => {
      const outcome = importNotebookKit(`<notebook>${pieces.join("")}`);
      expect(outcome.ok).toBe(true);
    }),
  );
});
