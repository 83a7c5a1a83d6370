import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type EditorLanguage, highlightText } from "./highlightText.ts";

const languages: EditorLanguage[] = ["sql", "typescript", "markdown", "json", "yaml"];
// Pieces that open and close every mode, so that random texts reach them.
const piece = fc.oneof(
  fc.constantFrom(
    "'",
    '"',
    "$$",
    "$a$",
    "/*",
    "*/",
    "--",
    "//",
    "\n",
    "`",
    "```",
    "~~~",
    "\\",
    "${",
    "}",
    "#",
    "**",
    "_",
  ),
  fc.string({ maxLength: 5, unit: "grapheme" }),
);
const text = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(""));

function kinds(source: string, language: EditorLanguage): string[] {
  return highlightText(source, language)
    .filter((token) => token.kind !== "text")
    .map((token) => `${token.kind}:${token.text.trim()}`);
}

describe.each(languages)("%s", (language) => {
  test("the pieces joined are the text, whatever it holds", () => {
    fc.assert(
      fc.property(text, (source) => {
        expect(
          highlightText(source, language)
            .map((token) => token.text)
            .join(""),
        ).toBe(source);
      }),
    );
  });
});

test("SQL tells keywords, functions, strings, numbers, types and parameters apart", () => {
  expect(
    kinds("select sum(x)::decimal, 'it''s', 1_000.5e3 from t where a = {{limit}} -- all", "sql"),
  ).toEqual([
    "keyword:select",
    "function:sum",
    "type:::decimal",
    "string:'it''s'",
    "number:1_000.5e3",
    "keyword:from",
    "keyword:where",
    "operator:=",
    "parameter:{{limit}}",
    "comment:-- all",
  ]);
});

test("SQL strings, dollar quotes and nested comments go over line ends", () => {
  expect(kinds("'a\nselect' x", "sql")).toEqual(["string:'a\nselect'"]);
  expect(kinds("$q$ $$ select\n$q$ x", "sql")).toEqual(["string:$q$ $$ select\n$q$"]);
  expect(kinds("/* a /* b\n*/ select */ from", "sql")).toEqual([
    "comment:/* a /* b\n*/ select */",
    "keyword:from",
  ]);
});

test("a quoted identifier is never a keyword", () => {
  expect(kinds('"select" "from', "sql")).toEqual([]);
});

test("a Markdown fence ends only with a fence as long", () => {
  expect(kinds("````\n# a\n```\n````\n# b", "markdown").at(-1)).toBe("heading:# b");
});

test("YAML tells keys, numbers, strings and remarks apart", () => {
  expect(
    kinds("type: slider # of 2\nmin: -1.5\nlabel: region 7\noptions: [a 1, 'b', 3, true]", "yaml"),
  ).toEqual([
    "keyword:type",
    "comment:# of 2",
    "keyword:min",
    "number:-1.5",
    "keyword:label",
    "keyword:options",
    "string:'b'",
    "number:3",
    "number:true",
  ]);
});

test("a megabyte of SQL is coloured in well under a second", () => {
  const long = "select a, 'b' from t where x > 10 -- note\n".repeat(25_000);
  expect(highlightText(long, "sql").length).toBeGreaterThan(100_000);
});
