import { describe, expect, test } from "vitest";
import { type PlaceKey, placeByKey, rowsPerKey, sideByKey } from "./placeByKey.ts";

const press = (key: string, held: Partial<PlaceKey> = {}): PlaceKey => ({
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  ...held,
});
const ctrl = (key: string) => press(key, { ctrlKey: true });
const farAway = { colIndex: 5, rowIndex: 10_000_001 };

describe("keys that lead to the top of the rows", () => {
  test("Ctrl+Home leads to the first row and its first place, also from the header", () => {
    expect(placeByKey(ctrl("Home"), farAway)).toEqual({ colIndex: 1, rowIndex: 2 });
    expect(placeByKey(ctrl("Home"), { colIndex: 3, rowIndex: 1 })).toEqual({ colIndex: 1, rowIndex: 2 });
  });

  test("Ctrl+Up leads to the first row and stays in its column", () => {
    expect(placeByKey(ctrl("ArrowUp"), farAway)).toEqual({ colIndex: 5, rowIndex: 2 });
  });

  test("Page Up stops at the first row before it goes on to the header", () => {
    for (let rowIndex = 3; rowIndex < 2 + rowsPerKey; rowIndex++) {
      expect(placeByKey(press("PageUp"), { colIndex: 4, rowIndex }), String(rowIndex)).toEqual({
        colIndex: 4,
        rowIndex: 2,
      });
    }
    expect(placeByKey(press("PageUp"), { colIndex: 4, rowIndex: 2 })).toBeNull();
    expect(placeByKey(press("PageUp"), { colIndex: 4, rowIndex: 2 + rowsPerKey })).toBeNull();
  });

  test("all other keys are the table's own", () => {
    for (const key of ["Home", "ArrowUp", "ArrowDown", "End", "PageDown", "Enter", "a"]) {
      expect(placeByKey(press(key), farAway), key).toBeNull();
    }
    expect(placeByKey(ctrl("End"), farAway)).toBeNull();
    for (const held of ["altKey", "metaKey", "shiftKey"] as const) {
      expect(placeByKey({ ...ctrl("Home"), [held]: true }, farAway), held).toBeNull();
    }
  });
});

test("Home and End lead to the sides, Ctrl+arrows too, and arrows alone do not", () => {
  expect([press("Home"), ctrl("Home"), ctrl("ArrowLeft")].map(sideByKey)).toEqual([
    "start",
    "start",
    "start",
  ]);
  expect([press("End"), ctrl("End"), ctrl("ArrowRight")].map(sideByKey)).toEqual(["end", "end", "end"]);
  expect([press("ArrowLeft"), press("ArrowRight"), ctrl("ArrowDown")].map(sideByKey)).toEqual([
    null,
    null,
    null,
  ]);
  expect(sideByKey({ ...press("Home"), shiftKey: true })).toBeNull();
});
