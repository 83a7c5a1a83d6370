import { expect, test } from "vitest";
import { editorAction } from "./editorKeys.ts";

const plain = { key: "", code: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

test("Enter with a modifier runs, alone it is typed", () => {
  expect(editorAction({ ...plain, key: "Enter" })).toBeNull();
  expect(editorAction({ ...plain, key: "Enter", shiftKey: true })).toBe("run-next");
  expect(editorAction({ ...plain, key: "Enter", ctrlKey: true })).toBe("run-stay");
  expect(editorAction({ ...plain, key: "Enter", metaKey: true })).toBe("run-stay");
  expect(editorAction({ ...plain, key: "Enter", altKey: true })).toBe("run-insert");
});

test("Enter with two modifiers stays the editor's own", () => {
  expect(editorAction({ ...plain, key: "Enter", ctrlKey: true, shiftKey: true })).toBeNull();
  expect(editorAction({ ...plain, key: "Enter", altKey: true, shiftKey: true })).toBeNull();
});

test("Ctrl+Shift+- splits whatever Shift makes of the key", () => {
  const split = { ...plain, code: "Minus", ctrlKey: true, shiftKey: true };
  expect(editorAction({ ...split, key: "_" })).toBe("split");
  expect(editorAction({ ...split, code: "Slash", key: "_" })).toBe("split");
  expect(editorAction({ ...split, key: "_", shiftKey: false })).toBeNull();
});

test("Ctrl+M and Escape are not taken", () => {
  expect(editorAction({ ...plain, key: "m", ctrlKey: true })).toBeNull();
  expect(editorAction({ ...plain, key: "Escape" })).toBeNull();
});
