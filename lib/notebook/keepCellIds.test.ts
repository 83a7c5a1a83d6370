import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseNotebook } from "../formats/parseNotebook.ts";
import { printNotebook } from "../formats/printNotebook.ts";
import type { NotebookDocument } from "./document.ts";
import { keepCellIds } from "./keepCellIds.ts";

const cell = (name: string, source: string) => `\`\`\`sql name=${name}\n${source}\n\`\`\`\n`;
const text = (...parts: string[]) => parts.join("\n");

function kept(before: string, after: string): { before: NotebookDocument; after: NotebookDocument } {
  const document = parseNotebook(before);
  return { before: document, after: keepCellIds(document, parseNotebook(after)) };
}

describe("a newer text of an open notebook", () => {
  it("keeps the cells that did not change as they are, and the id of the one that did", () => {
    const { before, after } = kept(
      text("# T\n", cell("a", "select 1"), cell("b", "select 2")),
      text("# T\n", cell("a", "select 1"), cell("b", "select 3")),
    );
    expect(after.cells.map(({ id }) => id)).toEqual(before.cells.map(({ id }) => id));
    expect(after.cells[1]).toBe(before.cells[1]);
    expect(after.cells[2]?.source).toBe("select 3");
  });

  it("knows a cell again after it moved, was renamed, or got another text", () => {
    const { before, after } = kept(
      text(cell("a", "select 1"), cell("b", "select 2"), "Words\n", cell("c", "select 3")),
      text(cell("c", "select 3"), cell("a", "select 1"), "Other words\n", cell("z", "select 2")),
    );
    const id = (at: number) => before.cells[at]?.id;
    expect(after.cells.map((found) => found.id)).toEqual([id(3), id(0), id(2), id(1)]);
  });

  it("gives a cell that came in between an id of its own", () => {
    const { before, after } = kept(
      text(cell("a", "select 1"), cell("b", "select 2")),
      text(cell("a", "select 1"), cell("new", "select 9"), cell("b", "select 2")),
    );
    expect([after.cells[0]?.id, after.cells[2]?.id]).toEqual(before.cells.map(({ id }) => id));
    expect(before.cells.map(({ id }) => id)).not.toContain(after.cells[1]?.id);
  });

  it("keeps the sources that did not change as they are", () => {
    const head = (size: number) =>
      `---\neider: 1\nsources:\n  a: file:a.csv\n  b: { location: "file:b.csv", size: ${size} }\n---\n`;
    const { before, after } = kept(head(1), head(2));
    expect(after.sources.a).toBe(before.sources.a);
    expect(after.sources.b).toMatchObject({ size: 2 });
    const same = kept(head(1), head(1));
    expect(same.after.sources).toBe(same.before.sources);
  });

  const anyText = fc
    .array(
      fc.record({
        name: fc.constantFrom("a", "b", "c", "d", "e"),
        source: fc.constantFrom("select 1", "select 2", "", "select 3"),
        isProse: fc.boolean(),
      }),
      { maxLength: 8 },
    )
    .map((cells) =>
      text(...cells.map(({ name, source, isProse }) => (isProse ? `Prose ${source}\n` : cell(name, source)))),
    );

  it("prints as it was written, and no two cells have one id", () => {
    fc.assert(
      fc.property(anyText, anyText, (first, second) => {
        const { after } = kept(first, second);
        expect(printNotebook(after)).toBe(second);
        expect(new Set(after.cells.map(({ id }) => id)).size).toBe(after.cells.length);
      }),
    );
  });
});
