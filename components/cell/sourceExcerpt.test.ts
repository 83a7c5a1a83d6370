import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sourceExcerpt } from "./sourceExcerpt.ts";

const source = "select a\nfrom order whre x = 1";

describe("where an error is", () => {
  it("marks the word at the place", () => {
    expect(sourceExcerpt(source, { line: 2, column: 12 })).toEqual({
      line: 2,
      column: 12,
      before: "from order ",
      marked: "whre",
      after: " x = 1",
    });
  });

  it("marks as many characters as the error says", () => {
    expect(sourceExcerpt(source, { line: 2, column: 6, length: 10 })?.marked).toBe("order whre");
  });

  it("marks the whole line where only the line is known", () => {
    expect(sourceExcerpt("  a b", { line: 1 })).toMatchObject({ column: null, marked: "a b" });
  });

  it("shows a blank past the end of a line, where something is missing", () => {
    expect(sourceExcerpt(source, { line: 1, column: 9 })).toMatchObject({ before: "select a", marked: " " });
  });

  it("points nowhere without a line, or at a line that is no longer there", () => {
    expect(sourceExcerpt(source, {})).toBeNull();
    expect(sourceExcerpt(source, { line: 9, column: 1 })).toBeNull();
  });

  it("stays short however long the line is, and never throws", () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 2000 }),
        fc.nat(2100),
        fc.option(fc.nat(50), { nil: undefined }),
        (text, column, length) => {
          const excerpt = sourceExcerpt(text, {
            line: 1,
            column,
            ...(length === undefined ? {} : { length }),
          });
          if (length !== undefined && excerpt) {
            expect(excerpt.before.length + excerpt.marked.length + excerpt.after.length).toBeLessThan(180);
          }
        },
      ),
    );
  });
});
