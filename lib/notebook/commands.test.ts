import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyCommand, type DocumentCommand } from "./commands.ts";
import type { Cell, NotebookDocument } from "./document.ts";

function cell(id: string, more: Partial<Cell> = {}): Cell {
  return { id, kind: "sql", name: id, source: `select '${id}'`, options: {}, layout: null, ...more };
}

function notebook(...cells: Cell[]): NotebookDocument {
  return {
    title: "T",
    sources: { events: { location: "file:events.csv" } },
    cells,
    frontMatter: "",
    lineEnd: "\n",
  };
}

const abc = notebook(cell("a"), cell("b"), cell("c"));

function applied(document: NotebookDocument, command: DocumentCommand): NotebookDocument {
  const { document: changed, inverse } = applyCommand(document, command);
  // Whatever is tested, taking it back is tested too.
  expect(applyCommand(changed, inverse).document).toEqual(document);
  return changed;
}

function ids(document: NotebookDocument): string {
  return document.cells.map(({ id }) => id).join("");
}

describe("inserting", () => {
  it("puts cells before the index, or at the end", () => {
    expect(ids(applied(abc, { type: "insert", index: 1, cells: [cell("x"), cell("y")] }))).toBe("axybc");
    expect(ids(applied(abc, { type: "insert", index: 99, cells: [cell("x")] }))).toBe("abcx");
  });

  it("names a cell that needs a name, and takes a Markdown cell's name away", () => {
    const cells = [cell("x", { name: "" }), cell("y", { name: "" }), cell("z", { kind: "md" })];
    const document = applied(abc, { type: "insert", index: 0, cells });
    expect(document.cells.map(({ name }) => name)).toEqual(["cell_1", "cell_2", "", "a", "b", "c"]);
  });

  it("turns all line ends into LF", () => {
    const document = applied(abc, {
      type: "insert",
      index: 0,
      cells: [cell("x", { source: "a\r\nb\rc\nd" })],
    });
    expect(document.cells[0]?.source).toBe("a\nb\nc\nd");
  });

  it("refuses an id that is there already, and kinds that no fence could carry", () => {
    expect(() => applyCommand(abc, { type: "insert", index: 0, cells: [cell("a")] })).toThrow(
      /already has a cell/,
    );
    expect(() =>
      applyCommand(abc, { type: "insert", index: 0, cells: [cell("x", { kind: "a b" })] }),
    ).toThrow(/one plain word/);
  });
});

describe("deleting", () => {
  it("takes out cells that stand apart, and puts them back in their places", () => {
    expect(ids(applied(abc, { type: "delete", ids: ["c", "a", "gone"] }))).toBe("b");
  });
});

describe("moving", () => {
  it("puts a cell at its new place", () => {
    expect(ids(applied(abc, { type: "move", id: "a", to: 2 }))).toBe("bca");
    expect(ids(applied(abc, { type: "move", id: "c", to: 0 }))).toBe("cab");
    expect(ids(applied(abc, { type: "move", id: "b", to: 99 }))).toBe("acb");
  });
});

describe("editing a cell", () => {
  it("changes that cell and leaves the others the same objects", () => {
    const document = applied(abc, { type: "setSource", id: "b", source: "select 2\r\n" });
    expect(document.cells[1]?.source).toBe("select 2\n");
    expect(document.cells[0]).toBe(abc.cells[0]);
    expect(document.cells[2]).toBe(abc.cells[2]);
  });

  it("gives the very cell back when it is undone", () => {
    const { document, inverse } = applyCommand(abc, { type: "setName", id: "b", name: "x" });
    expect(document.cells[1]?.name).toBe("x");
    expect(applyCommand(document, inverse).document.cells[1]).toBe(abc.cells[1]);
  });

  it("takes name and options away when it becomes Markdown, and finds a name when it no longer is", () => {
    const chart = notebook(cell("a", { kind: "chart", options: { from: "b" } }), cell("cell_1"));
    const text = applied(chart, { type: "setKind", id: "a", kind: "md" });
    expect(text.cells[0]).toMatchObject({ kind: "md", name: "", options: {} });
    expect(applied(text, { type: "setKind", id: "a", kind: "ts" }).cells[0]).toMatchObject({
      kind: "ts",
      name: "cell_2",
    });
    expect(applied(chart, { type: "setKind", id: "a", kind: "sql" }).cells[0]?.name).toBe("a");
  });

  it("never names a Markdown cell", () => {
    const text = notebook(cell("a", { kind: "md", name: "" }));
    expect(applied(text, { type: "setName", id: "a", name: "x" })).toBe(text);
  });

  it("sets, changes and removes options in their order", () => {
    let document = notebook(cell("a", { options: { from: "b", to: "c" } }));
    document = applied(document, { type: "setOption", id: "a", key: "from", value: "x" });
    document = applied(document, { type: "setOption", id: "a", key: "__proto__", value: "p" });
    expect(Object.entries(document.cells[0]?.options ?? {})).toEqual([
      ["from", "x"],
      ["to", "c"],
      ["__proto__", "p"],
    ]);
    document = applied(document, { type: "setOption", id: "a", key: "from", value: null });
    expect(Object.keys(document.cells[0]?.options ?? {})).toEqual(["to", "__proto__"]);
    expect(() => applyCommand(document, { type: "setOption", id: "a", key: "name", value: "x" })).toThrow(
      /setName/,
    );
  });
});

describe("splitting and merging", () => {
  const two = notebook(cell("a", { source: "one\ntwo" }), cell("b"));

  it("cuts at a line end without leaving it behind, on either side of it", () => {
    for (const at of [3, 4]) {
      const document = applied(two, { type: "split", id: "a", at, newId: "n" });
      expect(document.cells.map(({ id, name, source }) => [id, name, source])).toEqual([
        ["a", "a", "one"],
        ["n", "a_2", "two"],
        ["b", "b", "select 'b'"],
      ]);
    }
  });

  it("gives the text back when what a line end parted is merged", () => {
    const split = applied(two, { type: "split", id: "a", at: 4, newId: "n" });
    expect(applied(split, { type: "mergeWithNext", id: "a" })).toEqual(two);
  });

  it("does not cut a character in two, nor outside the text", () => {
    const smile = notebook(cell("a", { source: "x😀y" }));
    const sources = (at: number) =>
      applied(smile, { type: "split", id: "a", at, newId: "n" }).cells.map((c) => c.source);
    expect(sources(2)).toEqual(["x", "😀y"]);
    expect(sources(-5)).toEqual(["", "x😀y"]);
    expect(sources(99)).toEqual(["x😀y", ""]);
  });

  it("parts and joins paragraphs of Markdown", () => {
    const text = notebook(cell("a", { kind: "md", name: "", source: "one\n\ntwo" }));
    const split = applied(text, { type: "split", id: "a", at: 4, newId: "n" });
    expect(split.cells.map(({ name, source }) => [name, source])).toEqual([
      ["", "one"],
      ["", "two"],
    ]);
    expect(applied(split, { type: "mergeWithNext", id: "a" })).toEqual(text);
  });

  it("keeps the first cell's kind and name, and has nothing to do at the end", () => {
    const mixed = notebook(cell("a"), cell("b", { kind: "ts" }));
    expect(applied(mixed, { type: "mergeWithNext", id: "a" }).cells).toMatchObject([
      { id: "a", kind: "sql", name: "a" },
    ]);
    expect(applied(mixed, { type: "mergeWithNext", id: "b" })).toBe(mixed);
  });
});

describe("title and sources", () => {
  it("keeps a title on one line", () => {
    expect(applied(abc, { type: "setTitle", title: "one\r\ntwo" }).title).toBe("one two");
  });

  it("adds, changes and removes sources", () => {
    let document = applied(abc, {
      type: "setSourceEntry",
      name: "orders",
      entry: { location: "file:o.csv", size: 3 },
    });
    document = applied(document, { type: "setSourceEntry", name: "events", entry: { location: "s3://b/e" } });
    document = applied(document, { type: "setSourceEntry", name: "__proto__", entry: { location: "x" } });
    expect(Object.keys(document.sources)).toEqual(["events", "orders", "__proto__"]);
    expect(document.sources.events).toEqual({ location: "s3://b/e" });
    document = applied(document, { type: "removeSourceEntry", name: "events" });
    expect(Object.keys(document.sources)).toEqual(["orders", "__proto__"]);
  });
});

describe("an edit of something that is not there", () => {
  it.each<DocumentCommand>([
    { type: "delete", ids: ["gone"] },
    { type: "move", id: "gone", to: 0 },
    { type: "move", id: "a", to: 0 },
    { type: "setSource", id: "gone", source: "x" },
    { type: "setSource", id: "a", source: "select 'a'" },
    { type: "setKind", id: "a", kind: "sql" },
    { type: "setOption", id: "a", key: "constructor", value: null },
    { type: "split", id: "gone", at: 0, newId: "n" },
    { type: "mergeWithNext", id: "gone" },
    { type: "setTitle", title: "T" },
    { type: "removeSourceEntry", name: "constructor" },
  ])("changes nothing: $type", (command) => {
    expect(applied(abc, command)).toBe(abc);
  });
});

describe("taking back", () => {
  it("gives the document before, for any edits in a row", () => {
    const id = fc.constantFrom("a", "b", "c", "n0", "gone");
    const command = fc.oneof(
      fc.record({ type: fc.constant("delete" as const), ids: fc.array(id) }),
      fc.record({ type: fc.constant("move" as const), id, to: fc.integer({ min: -1, max: 5 }) }),
      fc.record({ type: fc.constant("setSource" as const), id, source: fc.string() }),
      fc.record({ type: fc.constant("setKind" as const), id, kind: fc.constantFrom("md", "sql", "ts") }),
      fc.record({ type: fc.constant("mergeWithNext" as const), id }),
      fc.record({ type: fc.constant("split" as const), id, at: fc.nat(9), newId: fc.uuid() }),
    );
    fc.assert(
      fc.property(fc.array(command), (commands) => {
        commands.reduce<NotebookDocument>((document, next) => applied(document, next), abc);
      }),
    );
  });
});
