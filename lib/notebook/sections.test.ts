import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldedByName, namesOfFolded } from "./foldedNames.ts";
import { headingsOf } from "./headings.ts";
import { headsAround, sectionCells, sectionsOf, withFolded } from "./sections.ts";
import { cellOf } from "./testing/cellOf.ts";

const cell = (id: string, source: string, kind = "md") => cellOf(id, source, kind);

/** A heading of level 1, prose, one of level 2 with code, a second of level 2, and another of level 1. */
const book = [
  cell("A", "# Intro"),
  cell("b", "words"),
  cell("C", "## Data\n\nwords"),
  cell("d", "select 1", "sql"),
  cell("E", "## More"),
  cell("F", "Underlined\n=========="),
  cell("g", "# not a heading\nselect 1", "sql"),
];

describe("headings", () => {
  it("are those of Markdown's text, as it is drawn", () => {
    expect(headingsOf(cell("x", "## The *first* `one`\n\n```\n# no\n```\n\n> # no\n\nlast\n---"))).toEqual([
      { level: 2, text: "The first one" },
      { level: 2, text: "last" },
    ]);
    expect(headingsOf(cell("x", "# no", "sql"))).toEqual([]);
  });
});

describe("sections", () => {
  it("reach to the next heading of the same or a higher level", () => {
    expect(sectionCells(book, "A")).toEqual(["b", "C", "d", "E"]);
    expect(sectionCells(book, "C")).toEqual(["d"]);
    expect(sectionCells(book, "E")).toEqual([]);
    expect(sectionCells(book, "b")).toEqual([]);
    expect(headsAround(book, "d")).toEqual(["A", "C"]);
    expect(headsAround(book, "g")).toEqual(["F"]);
  });

  it("hide what is folded, count it, and cannot be folded where nothing is below", () => {
    const { heads, hidden } = sectionsOf(book, new Set(["A", "E"]));
    expect(heads).toEqual({
      A: { isFolded: true, cells: 4 },
      C: { isFolded: false, cells: 1 },
      F: { isFolded: false, cells: 1 },
    });
    expect([...hidden]).toEqual(["b", "C", "d", "E"]);
  });

  it("are done to with all that is folded under them, and with nothing else", () => {
    const folded = sectionsOf(book, new Set(["C"]));
    expect(withFolded(book, folded, ["C"])).toEqual(["C", "d"]);
    expect(withFolded(book, folded, ["A"])).toEqual(["A"]);
  });

  it("say the same for a whole notebook as for each head alone", () => {
    const source = fc.constantFrom("# a", "## b", "### c", "words", "");
    fc.assert(
      fc.property(fc.array(source), fc.array(fc.nat(20)), (sources, chosen) => {
        const cells = sources.map((text, at) => cell(`c${at}`, text));
        const folded = new Set(chosen.map((at) => `c${at}`));
        const { heads, hidden } = sectionsOf(cells, folded);
        const expected = new Set<string>();
        for (const { id } of cells) {
          const below = sectionCells(cells, id);
          expect(heads[id]?.cells ?? 0).toBe(below.length);
          if (folded.has(id)) for (const one of below) expected.add(one);
        }
        expect(hidden).toEqual(expected);
        for (const id of hidden) expect(headsAround(cells, id).some((head) => folded.has(head))).toBe(true);
      }),
    );
  });
});

describe("what is folded", () => {
  it("is known again in a notebook whose cells have other ids", () => {
    const twice = [cell("1", "# A"), cell("2", "# B"), cell("3", "# A"), cell("4", "x")];
    const names = namesOfFolded(twice, new Set(["3"]));
    const again = twice.map((one) => ({ ...one, id: `new ${one.id}` }));
    expect(foldedByName(again, names)).toEqual(new Set(["new 3"]));
    expect(foldedByName([cell("1", "# Other")], names)).toEqual(new Set());
  });
});
