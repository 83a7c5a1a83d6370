import { describe, expect, it } from "vitest";
import { printNotebook } from "../printNotebook.ts";
import { exportIpynb } from "./exportIpynb.ts";
import { importIpynb } from "./importIpynb.ts";
import { ipynbProblems } from "./testing/ipynbProblems.ts";

interface GivenCell {
  type?: string;
  id?: string;
  source: string | string[];
  metadata?: Record<string, unknown>;
  [key: string]: unknown;
}

function notebook(cells: GivenCell[], metadata: Record<string, unknown> = {}): string {
  const listed = cells.map(({ type = "code", source, metadata: own = {}, ...more }) => ({
    cell_type: type,
    metadata: own,
    source,
    ...(type === "code" ? { outputs: [], execution_count: null } : {}),
    ...more,
  }));
  return JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells: listed });
}

function imported(json: string) {
  const outcome = importIpynb(json);
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}

const kinds = (json: string) =>
  imported(json).document.cells.map(({ kind, name, source }) => [kind, name, source]);

describe("a notebook of Jupyter", () => {
  it("reads as Markdown, with its SQL as cells that run and its Python kept", () => {
    const json = notebook([
      { type: "markdown", id: "m1", source: ["# Orders\n", "\n", "By day."] },
      { id: "p1", source: "import duckdb" },
      { id: "s1", source: "%%sql by_day <<\nselect 1" },
      { type: "raw", id: "r1", source: "raw" },
    ]);
    expect(printNotebook(imported(json).document)).toBe(`<!-- cell {"id":"m1"} -->
# Orders

By day.

<!-- cell {"id":"p1"} -->
\`\`\`python name=cell_1
import duckdb
\`\`\`

<!-- cell {"id":"s1"} -->
\`\`\`sql name=by_day
select 1
\`\`\`

<!-- cell {"id":"r1"} -->
\`\`\`raw name=cell_2
raw
\`\`\`
`);
  });

  it("tells languages by VS Code's metadata, the older key, the magic and the kernel, in this order", () => {
    const json = notebook(
      [
        { source: "select 1", metadata: { vscode: { languageId: "sql" }, language: "r" } },
        { source: "select 2", metadata: { language: "sql" } },
        { source: "%%sql\nselect 3" },
        { source: "let a = 1", metadata: { vscode: { languageId: "typescript" } } },
        { source: "# text", metadata: { vscode: { languageId: "markdown" } } },
        { source: "md", metadata: { language: "md" } },
        { source: "x <- 1" },
      ],
      { language_info: { name: "R" } },
    );
    expect(kinds(json).map(([kind]) => kind)).toEqual([
      "sql",
      "sql",
      "sql",
      "ts",
      "markdown",
      "md-code",
      "r",
    ]);
  });

  it("gives cells the names that they want, each once, and counts the others", () => {
    const json = notebook([
      { source: "%%sql cell_1 <<\nselect 1" },
      { source: "a" },
      { source: "b", metadata: { name: "By day!" } },
      { source: "%%sql BY_DAY_ <<\nselect 1" },
    ]);
    expect(kinds(json).map(([, name]) => name)).toEqual(["cell_1", "cell_2", "By_day_", "BY_DAY__2"]);
  });

  it("has its title as the notebook's title", () => {
    expect(imported(notebook([], { title: "Tea" })).document.title).toBe("Tea");
  });

  it("keeps a text with other line ends, and gives it back where it did not change", () => {
    const { document, assets } = imported(notebook([{ source: "a\r\nb" }]));
    expect(document.cells[0]?.source).toBe("a\nb");
    expect(exportIpynb(document, { assets })).toContain('"a\\r\\n",\n    "b"');
  });

  it("with two cells of one id says which got a new one", () => {
    const { document, notes } = imported(
      notebook([
        { id: "dup", source: "a" },
        { id: "dup", source: "b" },
      ]),
    );
    expect(new Set(document.cells.map(({ id }) => id)).size).toBe(2);
    expect(notes).toEqual(['Cell 2 got a new id, because an earlier cell has "dup" too.']);
  });

  it("that breaks the format's rules keeps the broken parts in its metadata, and says so", () => {
    const given = notebook([{ source: "a", metadata: { tags: "no list" }, extra: 1 }], {
      kernelspec: "none",
    });
    const { document, assets, notes } = imported(given);
    expect(notes.length).toBe(2);
    const json = exportIpynb(document, { assets });
    expect(ipynbProblems(json)).toEqual([]);
    expect(JSON.parse(json)).toMatchObject({
      metadata: { eider: { setAside: { "metadata.kernelspec": "none" } } },
      cells: [{ metadata: { eider: { setAside: { "metadata.tags": "no list", extra: 1 } } } }],
    });
  });
});

describe("what is edited before it goes out again", () => {
  const json = notebook([
    { id: "s1", source: "%%sql --with x by_day <<\nselect 1", metadata: { tags: ["keep"] } },
    { id: "l1", source: "%sql one << select 1" },
    { id: "p1", source: "print(1)", outputs: [{ output_type: "stream", name: "stdout", text: "1\n" }] },
  ]);

  function editedCells(change: (index: number) => object) {
    const { document, assets } = imported(json);
    const cells = document.cells.map((cell, index) => ({ ...cell, ...change(index) }));
    const out = exportIpynb({ ...document, cells }, { assets });
    expect(ipynbProblems(out)).toEqual([]);
    return { out: JSON.parse(out).cells, again: imported(out).document.cells };
  }

  it("has its new name in the magic, and its tags", () => {
    const { out, again } = editedCells((index) => (index === 0 ? { name: "per_day" } : {}));
    expect(out[0]).toMatchObject({ id: "s1", source: ["%%sql --with x per_day <<\n", "select 1"] });
    expect(out[0].metadata.tags).toEqual(["keep"]);
    expect(again[0]?.name).toBe("per_day");
  });

  it("has a magic for several lines where it has several lines", () => {
    const { out, again } = editedCells((index) => (index === 1 ? { source: "select 1\nfrom t" } : {}));
    expect(out[1].source).toEqual(["%%sql one <<\n", "select 1\n", "from t"]);
    expect(again[1]?.source).toBe("select 1\nfrom t");
  });

  it("keeps the outputs of a cell whose text changed, as Jupyter does", () => {
    const { out } = editedCells((index) => (index === 2 ? { source: "print(2)" } : {}));
    expect(out[2]).toMatchObject({ source: ["print(2)"], outputs: [{ text: "1\n" }] });
  });
});

describe("a file that is no notebook of Jupyter is refused", () => {
  it.each([
    ["not JSON", "not JSON"],
    ["", "not JSON"],
    ["[]", 'no "nbformat"'],
    ['{"nbformat":2,"worksheets":[]}', "nbformat 2"],
    ['{"nbformat":5,"cells":[]}', "nbformat 5"],
    ['{"nbformat":4,"metadata":{}}', 'no list of "cells"'],
    [
      `{"nbformat":4,"metadata":{"a":${"[".repeat(501)}${"]".repeat(501)}},"cells":[]}`,
      "nested more than 500",
    ],
  ])("%j", (text, reason) => {
    const outcome = importIpynb(text);
    expect(outcome).toMatchObject({ ok: false, error: { code: "file" } });
    if (!outcome.ok) expect(outcome.error.message).toContain(reason);
  });
});
