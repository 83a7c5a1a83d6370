import { describe, expect, test } from "vitest";
import { checkPattern } from "./checkPattern.ts";

const sample = "2024-01-02 INFO 12 hello\n2024-01-03 WARN 7 two words\nno such line\n";

describe("checking a pattern on a sample", () => {
  test("columns, their types, and the lines that fit are told", () => {
    const checked = checkPattern(
      { pattern: "^(?<day>\\S+) (?<level>[A-Z]+) (?<n>\\d+) (?<msg>.*)$" },
      sample,
    );
    expect(checked).toEqual({
      problem: null,
      columns: [
        { name: "day", type: "DATE" },
        { name: "level", type: "VARCHAR" },
        { name: "n", type: "BIGINT" },
        { name: "msg", type: "VARCHAR" },
      ],
      share: 2 / 3,
      firstMisfit: "no such line",
      warnings: [],
    });
  });

  test("text that the pattern passes over is warned of", () => {
    expect(checkPattern({ pattern: "(?<level>INFO|WARN)" }, sample)).toMatchObject({
      warnings: ["2 of 3 lines have text before or behind what the pattern matches; it is not kept"],
    });
  });

  test.each([
    ["(?<a>", /no regular expression/],
    ["^(\\d+)$", /names no groups/],
    ["", /empty/],
  ])("%j is refused with a reason", (pattern, reason) => {
    expect(checkPattern({ pattern }, sample).problem).toMatch(reason);
  });

  test("a type that is not known is refused", () => {
    expect(checkPattern({ pattern: "(?<a>.)", types: { a: "money" } }, sample).problem).toMatch(/money/);
  });

  test("groups as Python writes them are understood", () => {
    expect(checkPattern({ pattern: "(?P<a>.+)" }, "x\n")).toMatchObject({ columns: [{ name: "a" }] });
  });

  test.each([
    ["^(?<a>(\\w+)+)$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"],
    ["^(?<a>(?:.*,)*)$", "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y,z,1,2,3,4,5,6,7,8"],
  ])("%s, which would not end, is refused before a file is read", (pattern, line) => {
    // A clock that counts what really passes: doubling time passes any limit while the text is still short.
    expect(checkPattern({ pattern }, `${line}\n`).problem).toMatch(/far too long/);
  });
});
