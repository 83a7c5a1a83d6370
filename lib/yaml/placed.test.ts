import { describe, expect, it } from "vitest";
import { entriesOf, isNothing, oneOf, type Part, readPlaced, wholeOf, wordsOf, yesOf } from "./placed.ts";

const read = <T>(source: string, take: (of: (key: string) => Part) => T) =>
  readPlaced(source, "Keys are a, b.", (root) => {
    const entries = entriesOf(root, "The text", ["a", "b"]);
    return take((key) => entries.get(key));
  });

describe("YAML that knows its places", () => {
  it("reads words as they are written, and nothing as nothing", () => {
    const words = (source: string) => read(source, (of) => wordsOf(of("a"), "a"));
    expect(words("a: 007")).toEqual({ ok: true, value: ["007"] });
    expect(words("a: [1e3, 'x: y', true]")).toEqual({ ok: true, value: ["1e3", "x: y", "true"] });
    expect(words("")).toEqual({ ok: true, value: [] });
    expect(words("# only words\n")).toEqual({ ok: true, value: [] });
    expect(read("a:\nb: ~", (of) => [isNothing(of("a")), isNothing(of("b"))])).toEqual({
      ok: true,
      value: [true, false],
    });
  });

  it("reads whole numbers, yes and no, and one of several words", () => {
    expect(read("a: 1_000", (of) => wholeOf(of("a"), "a", 1))).toEqual({ ok: true, value: 1000 });
    expect(read("a:", (of) => wholeOf(of("a"), "a", 1))).toEqual({ ok: true, value: null });
    expect(read("a: false", (of) => yesOf(of("a"), "a", true))).toEqual({ ok: true, value: false });
    expect(read("", (of) => yesOf(of("a"), "a", true))).toEqual({ ok: true, value: true });
    expect(read("a: two", (of) => oneOf(of("a"), "a", ["one", "two"]))).toEqual({ ok: true, value: "two" });
  });

  it.each<[string, string, number, number]>([
    ["c: 1", 'The text has no "c".', 1, 1],
    ["# first\n\na: 1\n  b: 2", "This is not YAML", 3, 4],
    ["- a", "The text is a list of keys, each with what it says.", 1, 1],
    ["b: 1\na: [x, []]", '"a" is a list of names.', 2, 8],
    ["a: { b: c }", '"a" is a list of names.', 1, 4],
  ])("tells where %j is wrong", (source, message, line, column) => {
    expect(read(source, (of) => wordsOf(of("a"), "a"))).toEqual({
      ok: false,
      error: {
        code: "sql",
        message: expect.stringContaining(message),
        hint: expect.any(String),
        line,
        column,
      },
    });
  });

  it.each(["-1", "1.5", "many", "1e3", "[1]", "99999999999999999999"])(
    "takes %s for no whole number",
    (word) => {
      expect(read(`a: ${word}`, (of) => wholeOf(of("a"), "a", 1))).toMatchObject({
        ok: false,
        error: { message: '"a" is a whole number from 1 on.', line: 1, column: 4 },
      });
    },
  );

  it.each(["yes", "1", "[true]"])("takes %s for neither true nor false", (word) => {
    expect(read(`a: ${word}`, (of) => yesOf(of("a"), "a", false))).toMatchObject({ ok: false });
  });

  it("lets through what is thrown by others", () => {
    expect(() =>
      readPlaced("", "", () => {
        throw new RangeError("ours");
      }),
    ).toThrow("ours");
  });
});
