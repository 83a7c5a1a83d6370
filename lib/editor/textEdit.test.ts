import fc from "fast-check";
import { expect, test } from "vitest";
import { textEdit } from "./textEdit.ts";

test("an edit makes the new text out of the old one", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), fc.string({ maxLength: 30 }), (before, after) => {
      const edit = textEdit(before, after);
      const made = edit ? before.slice(0, edit.start) + edit.text + before.slice(edit.end) : before;
      expect(made).toBe(after);
    }),
  );
});

test("what both texts share at their ends is left alone", () => {
  expect(textEdit("select a from t", "select abc from t")).toEqual({ start: 8, end: 8, text: "bc" });
  expect(textEdit("aa", "aaa")).toEqual({ start: 2, end: 2, text: "a" });
  expect(textEdit("same", "same")).toBeNull();
});
