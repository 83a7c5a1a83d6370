import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyCommand } from "../notebook/commands.ts";
import type { Cell, NotebookDocument } from "../notebook/document.ts";
import { cellOf } from "../notebook/testing/cellOf.ts";
import { findMatches, mostMatches, textsOf } from "./findMatches.ts";
import { emptyQuery, type FindQuery } from "./findQuery.ts";
import { matchBeside, matchNear } from "./nextMatch.ts";
import { replaceMatches } from "./replaceMatches.ts";

const notebook = (...cells: Cell[]): NotebookDocument => ({
  title: "",
  sources: { orders: { location: "file:orders.csv" } },
  cells,
  frontMatter: "",
  lineEnd: "\n",
});

const query = (text: string, more: Partial<FindQuery> = {}): FindQuery => ({ ...emptyQuery, text, ...more });
const places = (text: string, asked: FindQuery) =>
  findMatches([{ id: "a", part: "source", text }], asked, "").matches.map(({ start, end }) =>
    text.slice(start, end),
  );

describe("finding", () => {
  it.each([
    ["Sum(sum)", query("sum"), ["Sum", "sum"]],
    ["Sum(sum)", query("sum", { matchCase: true }), ["sum"]],
    ["sum sums résum", query("sum", { wholeWord: true }), ["sum"]],
    ["größe größer", query("größe", { wholeWord: true }), ["größe"]],
    ["a.b axb", query("a.b"), ["a.b"]],
    ["a.b axb", query("a.b", { isPattern: true }), ["a.b", "axb"]],
    ["one\ntwo", query("^t\\w+$", { isPattern: true }), ["two"]],
    ["aaa", query("x*", { isPattern: true }), []],
    ["a|b c", query("a|c", { isPattern: true, wholeWord: true }), ["a", "c"]],
    ["anything", query(""), []],
    ["ÄÖ äö", query("äö"), ["ÄÖ", "äö"]],
    ["ts $& [x] /y/", query("$& [x] /y/"), ["$& [x] /y/"]],
  ])("in %o %o gives %o", (text, asked, found) => expect(places(text, asked)).toEqual(found));

  it("says what is wrong with a regular expression in a sentence", () => {
    const { problem, matches } = findMatches(
      [{ id: "a", part: "source", text: "(" }],
      query("(", { isPattern: true }),
      "",
    );
    expect(matches).toEqual([]);
    expect(problem).toMatch(/^Not a regular expression: .+\.$/);
    // What stands around it for whole words must not mend it.
    expect(findMatches([], query("a)(b", { isPattern: true, wholeWord: true }), "").problem).not.toBeNull();
  });

  it("lists no more places than anyone looks through, and says so", () => {
    const found = findMatches(
      [{ id: "a", part: "source", text: "x".repeat(mostMatches + 1) }],
      query("x"),
      "",
    );
    expect([found.matches.length, found.isCut]).toEqual([mostMatches, true]);
  });

  it("finds plain text exactly where indexOf does, whatever marks it has", () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1, maxLength: 3 }), (text, wanted) => {
        const found = findMatches(
          [{ id: "a", part: "source", text }],
          query(wanted, { matchCase: true }),
          "",
        ).matches;
        expect(found[0]?.start ?? -1).toBe(text.indexOf(wanted));
        for (const { start, end } of found) expect(text.slice(start, end)).toBe(wanted);
      }),
    );
  });

  it("reads names before sources, cell by cell", () => {
    const texts = textsOf([cellOf("a", "select a"), cellOf("m", "a", "md")]);
    expect(findMatches(texts, query("a"), "").matches.map(({ id, part }) => `${id} ${part}`)).toEqual([
      "a name",
      "a source",
      "m source",
    ]);
  });
});

describe("replacing", () => {
  const replaced = (document: NotebookDocument, asked: FindQuery, by: string) => {
    const { matches } = findMatches(textsOf(document.cells), asked, by);
    const made = replaceMatches(document, matches, (id) => id.startsWith("fixed"), ["taken"]);
    const after = made.edits.reduce((current, edit) => applyCommand(current, edit).document, document);
    return { ...made, texts: after.cells.map(({ name, source }) => [name, source]) };
  };

  it("changes every place, and names with the text that reads them", () => {
    const made = replaced(
      notebook(cellOf("day", "select 1 as day"), cellOf("b", "from day, day")),
      query("day"),
      "week",
    );
    expect(made.texts).toEqual([
      ["week", "select 1 as week"],
      ["b", "from week, week"],
    ]);
    expect([made.replaced, made.edits.length, made.refusals]).toEqual([4, 3, []]);
  });

  it("puts groups of a regular expression in, and takes anything else as it is written", () => {
    const by = (asked: FindQuery, text: string) =>
      replaced(notebook(cellOf("m", "ab-12", "md")), asked, text).texts[0]?.[1];
    const groups = query("(?<word>[a-z]+)-(\\d+)", { isPattern: true });
    expect(by(groups, "$2-$1")).toBe("12-ab");
    expect(by(groups, "$<word>$$ $& $3\\n")).toBe("ab$ ab-12 $3\n");
    expect(by(query("ab"), "$1\\n$&")).toBe("$1\\n$&-12");
  });

  it("leaves names that would be no names or somebody's, and says why", () => {
    const document = notebook(cellOf("day", ""), cellOf("daily", ""));
    expect(replaced(document, query("day"), "2").refusals[0]).toMatch(
      /"day" keeps its name: "2" begins with a digit/,
    );
    expect(replaced(document, query("day"), "orders").refusals[0]).toMatch(/already a source/);
    expect(replaced(document, query("day"), "taken").refusals[0]).toMatch(/already a source/);
    const both = replaced(
      notebook(cellOf("x1", ""), cellOf("x2", "")),
      query("x\\d", { isPattern: true }),
      "y",
    );
    expect([both.texts.map(([name]) => name), both.refusals.length]).toEqual([["y", "x2"], 1]);
  });

  it("leaves cells alone that are kept as they are", () => {
    const made = replaced(
      notebook(cellOf("fixed", "x x"), cellOf("b", "x")),
      query("x", { wholeWord: true }),
      "y",
    );
    expect(made.texts).toEqual([
      ["fixed", "x x"],
      ["b", "y"],
    ]);
    expect(made.refusals).toEqual(["2 places are in cells that are kept as they are."]);
  });
});

describe("which match is shown", () => {
  const match = (id: string, start: number) => ({
    id,
    part: "source" as const,
    start,
    end: start + 1,
    replacement: "",
  });
  const matches = [match("a", 0), match("a", 5), match("c", 2)];

  it("is the one shown before, the next after it, or the first from the cell at hand", () => {
    const order = ["a", "b", "c", "d"];
    expect(matchNear(matches, match("a", 5), order, null)).toBe(1);
    expect(matchNear(matches, match("a", 3), order, null)).toBe(1);
    expect(matchNear(matches, null, order, "b")).toBe(2);
    expect(matchNear(matches, match("a", 6), order, null)).toBe(2);
    expect(matchNear(matches, null, order, "d")).toBe(0);
    expect(matchNear([], null, order, "a")).toBe(-1);
  });

  it("goes round from the last to the first", () => {
    expect([
      matchBeside(3, 2, 1),
      matchBeside(3, 0, -1),
      matchBeside(3, -1, 1),
      matchBeside(3, -1, -1),
    ]).toEqual([0, 2, 0, 2]);
    expect(matchBeside(0, -1, 1)).toBe(-1);
  });
});
