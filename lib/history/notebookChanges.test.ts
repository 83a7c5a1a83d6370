import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseNotebook } from "../formats/parseNotebook.ts";
import { printNotebook } from "../formats/printNotebook.ts";
import { notebookChanges } from "./cellChanges.ts";
import { changeWords } from "./changeWords.ts";
import { restoredDocument } from "./restoredDocument.ts";

const sql = (name: string, text = "select 1") => `\`\`\`sql name=${name}\n${text}\n\`\`\`\n`;
const words = (before: string, after: string) =>
  changeWords(notebookChanges(parseNotebook(before), parseNotebook(after)));

const anyNotebook = fc
  .array(
    fc.oneof(
      fc
        .record({
          name: fc.constantFrom("a", "b", "c", "d", "e"),
          text: fc.constantFrom("select 1", "select 2"),
        })
        .map(({ name, text }) => ({ key: name, printed: sql(name, text) })),
      fc
        .constantFrom("Words.", "Other words.", "# Title")
        .map((text) => ({ key: null, printed: `${text}\n` })),
    ),
    { maxLength: 12 },
  )
  .map((cells) => {
    const seen = new Set<string>();
    const kept = cells.filter(({ key }) => key === null || (!seen.has(key) && seen.add(key)));
    return kept.map(({ printed }) => printed).join("\n");
  });

describe("what changed between two versions, in words", () => {
  it("names cells that were added, changed, removed, renamed and moved", () => {
    const before = [sql("a"), sql("b", "select 2"), sql("c", "select 3"), sql("d", "select 4")].join("\n");
    const after = [
      sql("a", "select 9"),
      sql("d", "select 4"),
      sql("renamed", "select 3"),
      sql("new", "select 5"),
    ];
    expect(words(before, after.join("\n"))).toBe(
      "c renamed renamed · a changed · new added · b removed · d moved",
    );
  });

  it("counts texts, shortens long lists, and tells of title and sources", () => {
    const many = Array.from({ length: 9 }, (_, at) => sql(`c${at}`, `select ${at}`)).join("\n");
    expect(words("", many)).toBe("c0, c1, c2 and 6 more added");
    expect(words("Old words.\n", "New words.\n")).toBe("a text changed");
    const titled = (title: string, source: string) =>
      `---\neider: 1\ntitle: ${title}\nsources:\n  users: file:${source}\n---\n${sql("a")}`;
    expect(words(titled("One", "a.csv"), titled("Two", "b.csv"))).toBe(
      "title now “Two” · users: source changed",
    );
  });

  it("nothing, between a notebook and itself", () => {
    fc.assert(
      fc.property(anyNotebook, (text) => {
        expect(words(text, text)).toBe("nothing changed");
      }),
    );
  });

  it("every cell of both versions stands in exactly one line, the newer ones in their order", () => {
    fc.assert(
      fc.property(anyNotebook, anyNotebook, (one, other) => {
        const [before, after] = [parseNotebook(one), parseNotebook(other)];
        const { cells } = notebookChanges(before, after);
        expect(cells.flatMap((cell) => cell.after ?? [])).toEqual(after.cells);
        expect(new Set(cells.flatMap((cell) => cell.before ?? []))).toEqual(new Set(before.cells));
        expect(cells.flatMap((cell) => cell.before ?? []).length).toBe(before.cells.length);
      }),
    );
  });
});

describe("a version put in the place of the present document", () => {
  it("prints to the very text that it had, and no two cells share an id", () => {
    fc.assert(
      fc.property(anyNotebook, anyNotebook, (text, present) => {
        const restored = restoredDocument(parseNotebook(text), parseNotebook(present));
        expect(printNotebook(restored)).toBe(text);
        expect(new Set(restored.cells.map(({ id }) => id)).size).toBe(restored.cells.length);
      }),
    );
  });

  it("leaves cells that are the same the very same objects, and lets changed ones keep their id", () => {
    const now = parseNotebook([sql("a"), sql("b"), sql("c")].join("\n"));
    const version = parseNotebook([sql("a"), sql("b", "select 2"), sql("c")].join("\n"));
    const restored = restoredDocument(version, now);
    expect(restored.cells[0]).toBe(now.cells[0]);
    expect(restored.cells[1]).toMatchObject({ id: now.cells[1]?.id, source: "select 2" });
    expect(restored.cells[2]).toBe(now.cells[2]);
  });
});
