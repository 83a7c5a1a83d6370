import { describe, expect, test } from "vitest";
import { type GridPress, placeByKey } from "./gridKeys.ts";
import {
  contains,
  copiedRange,
  firstCell,
  type GridSelection,
  goTo,
  selectAll,
  selectColumns,
  selectedRange,
  selectRows,
  within,
} from "./gridSelection.ts";

const size = { rows: 10_000_000, places: 8 };
const cell = (row: number, place: number) => ({ row, place });
const press = (key: string, held: Partial<GridPress> = {}): GridPress => ({
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  ...held,
});
const ctrl = (key: string) => press(key, { ctrlKey: true });
const go = (pressed: GridPress, from = cell(500, 5), of = size) => placeByKey(pressed, from, of, 10);

describe("keys", () => {
  test("arrows lead to the next cell and stop at the edges", () => {
    expect(go(press("ArrowDown"))).toEqual(cell(501, 5));
    expect(go(press("ArrowLeft"), cell(3, 0))).toEqual(cell(3, -1));
    expect(go(press("ArrowLeft"), cell(3, -1))).toEqual(cell(3, -1));
    expect(go(press("ArrowUp"), cell(0, 2))).toEqual(cell(-1, 2));
    expect(go(press("ArrowRight"), cell(0, 7))).toEqual(cell(0, 7));
    expect(go(press("ArrowDown"), cell(9_999_999, 7))).toEqual(cell(9_999_999, 7));
  });

  test("Ctrl or Cmd leads to the ends, upwards to the first row and not to the header", () => {
    expect(go(ctrl("Home"))).toEqual(cell(0, 0));
    expect(go(ctrl("Home"), cell(-1, 3))).toEqual(cell(0, 0));
    expect(go(ctrl("End"))).toEqual(cell(9_999_999, 7));
    expect(go(ctrl("ArrowUp"))).toEqual(cell(0, 5));
    expect(go(press("ArrowDown", { metaKey: true }))).toEqual(cell(9_999_999, 5));
    expect(go(ctrl("ArrowLeft"))).toEqual(cell(500, 0));
    expect(go(ctrl("ArrowRight"))).toEqual(cell(500, 7));
    expect([go(press("Home")), go(press("End"))]).toEqual([cell(500, 0), cell(500, 7)]);
  });

  test("Page Up stops at the first row before it goes on to the header", () => {
    expect(go(press("PageUp"), cell(4, 4))).toEqual(cell(0, 4));
    expect(go(press("PageUp"), cell(0, 4))).toEqual(cell(-1, 4));
    expect(go(press("PageDown"), cell(9_999_995, 4))).toEqual(cell(9_999_999, 4));
  });

  test("of a table without rows there is the header", () => {
    for (const key of ["ArrowDown", "PageDown", "Home", "End"])
      expect(go(ctrl(key), cell(-1, 0), { rows: 0, places: 2 })?.row ?? -1, key).toBe(-1);
  });

  test("all other keys, and those with Alt, are not the cells'", () => {
    for (const key of ["Enter", "a", "Tab"]) expect(go(press(key)), key).toBeNull();
    expect(go(press("ArrowLeft", { altKey: true }))).toBeNull();
  });
});

describe("a selection", () => {
  const range = (selection: GridSelection) => selectedRange(selection, size);

  test("of one cell is the cell alone, which is what is copied", () => {
    expect(range(firstCell)).toBeNull();
    expect(copiedRange(firstCell, size)).toEqual({ fromRow: 0, toRow: 0, fromPlace: 0, toPlace: 0 });
    expect(copiedRange(goTo(firstCell, cell(-1, 2), false), size)).toBeNull();
    expect(copiedRange(firstCell, { rows: 0, places: 2 })).toBeNull();
  });

  test("reaches from where it began to the active cell, in any direction", () => {
    const begun = goTo(firstCell, cell(5, 3), false);
    const wide = goTo(goTo(begun, cell(7, 4), true), cell(2, 1), true);
    expect(range(wide)).toEqual({ fromRow: 2, toRow: 5, fromPlace: 1, toPlace: 3 });
    expect(goTo(wide, cell(9, 0), false)).toEqual({ active: cell(9, 0), anchor: null, span: "cells" });
  });

  test("of rows takes all columns, of columns all rows, and of all both", () => {
    expect(range(selectRows(9, 4, -1))).toEqual({ fromRow: 4, toRow: 9, fromPlace: 0, toPlace: 7 });
    expect(range(selectColumns(2, 3, 5))).toEqual({
      fromRow: 0,
      toRow: 9_999_999,
      fromPlace: 2,
      toPlace: 3,
    });
    expect(range(selectAll(firstCell))).toEqual({
      fromRow: 0,
      toRow: 9_999_999,
      fromPlace: 0,
      toPlace: 7,
    });
  });

  test("that reaches into header or row numbers takes their cells alone", () => {
    expect(range(goTo(goTo(firstCell, cell(2, 2), false), cell(-1, -1), true))).toEqual({
      fromRow: 0,
      toRow: 2,
      fromPlace: 0,
      toPlace: 2,
    });
  });

  test("knows its cells", () => {
    const taken = { fromRow: 1, toRow: 2, fromPlace: 3, toPlace: 3 };
    expect([contains(taken, cell(2, 3)), contains(taken, cell(2, 4)), contains(taken, cell(0, 3))]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test("does not outlast the rows it was made of", () => {
    const made = goTo(goTo(firstCell, cell(50, 3), false), cell(90, 3), true);
    expect(within(made, size)).toBe(made);
    expect(within(made, { rows: 60, places: 2 })).toEqual({
      active: cell(59, 1),
      anchor: null,
      span: "cells",
    });
  });
});
