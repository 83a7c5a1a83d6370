import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identifierOf, placeholderName, significant, stringValue, tokenize } from "./tokenize.ts";

const kinds = (sql: string) => significant(tokenize(sql)).map((token) => `${token.kind} ${token.text}`);
const pieces = fc.constantFrom(
  "'",
  '"',
  "$$",
  "$a$",
  "/*",
  "*/",
  "--",
  "\n",
  "\\",
  "E'",
  "{{",
  "}}",
  "{{ a }}",
  "1e",
  "0x",
  "::",
  "+-",
  "?",
  "$1",
  ":n",
  "é",
  "💾",
  "\ud800",
  ";",
  "x",
);

describe("the tokens of a text", () => {
  it("are together exactly the text, and none is empty", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.array(pieces).map((list) => list.join("")),
        ),
        (sql) => {
          const tokens = tokenize(sql);
          expect(tokens.map((token) => token.text).join("")).toBe(sql);
          let at = 0;
          for (const token of tokens) {
            expect([token.start, token.end]).toEqual([at, at + token.text.length]);
            expect(token.end).toBeGreaterThan(token.start);
            at = token.end;
          }
        },
      ),
    );
  });

  it("strings of every form", () => {
    expect(kinds("'a''b' E'c\\'d' $$e'f$$ $t$ $$ $t$ x'ff' 'a\\'")).toEqual([
      "string 'a''b'",
      "string E'c\\'d'",
      "string $$e'f$$",
      "string $t$ $$ $t$",
      "string x'ff'",
      "string 'a\\'",
    ]);
    expect(significant(tokenize("'a''b' $t$c$t$")).map(stringValue)).toEqual(["a'b", "c"]);
  });

  it("comments, nested and to the line's end", () => {
    expect(kinds("1 /* a /* b */ c */ 2 -- 3\n4 -/* x */- 5")).toEqual([
      "number 1",
      "number 2",
      "number 4",
      "operator -",
      "operator -",
      "number 5",
    ]);
  });

  it("names, also quoted and of any script", () => {
    const tokens = significant(tokenize('größe "a""b" 列_1 a$b'));
    expect(tokens.map(identifierOf)).toEqual(["größe", 'a"b', "列_1", "a$b"]);
  });

  it("numbers and operators as DuckDB takes them apart", () => {
    expect(kinds("1_000.5e-3 .5 0xFF 1. a=-1 b>=-2 c->>'d' e::int f:=1 2**3 [1:2]")).toEqual([
      "number 1_000.5e-3",
      "number .5",
      "number 0xFF",
      "number 1.",
      "word a",
      "operator =",
      "operator -",
      "number 1",
      "word b",
      "operator >=",
      "operator -",
      "number 2",
      "word c",
      "operator ->>",
      "string 'd'",
      "word e",
      "operator ::",
      "word int",
      "word f",
      "operator :=",
      "number 1",
      "number 2",
      "operator **",
      "number 3",
      "punctuation [",
      "number 1",
      "operator :",
      "number 2",
      "punctuation ]",
    ]);
  });

  it("parameters and placeholders, but not in strings, slices or structs", () => {
    expect(
      kinds("$1 ? ?2 $name = :who {{ größe }} '{{ no }}' {'a':b} x[1:y]").filter((k) => /^p[al]/.test(k)),
    ).toEqual([
      "parameter $1",
      "parameter ?",
      "parameter ?2",
      "parameter $name",
      "parameter :who",
      "placeholder {{ größe }}",
    ]);
    const [only] = tokenize("{{ größe }}");
    expect(only && placeholderName(only)).toBe("größe");
  });

  it("what never ends runs to the end and says so", () => {
    for (const sql of ["'abc", '"abc', "/* abc", "$$abc", "$t$ $$", "E'a\\'"])
      expect(
        tokenize(sql).map((token) => token.closed),
        sql,
      ).toEqual([false]);
  });

  it("a text of a megabyte takes no time", () => {
    expect(tokenize("select 'a', b + 1 from t -- c\n".repeat(35_000)).length).toBeGreaterThan(500_000);
  });
});
