import { describe, expect, it } from "vitest";
import { rowAction } from "./rowAction.ts";
import { rowByKey, rowWindow, scrollToRow } from "./rowWindow.ts";

describe("a long list", () => {
  it("draws what is in sight and a little around, however long it is", () => {
    expect(rowWindow(0, 600, 60, 1000)).toEqual({ from: 0, to: 16 });
    expect(rowWindow(30_000, 600, 60, 1000)).toEqual({ from: 494, to: 516 });
    expect(rowWindow(59_400, 600, 60, 1000)).toEqual({ from: 984, to: 1000 });
    expect(rowWindow(500, 600, 60, 3)).toEqual({ from: 2, to: 3 });
    expect(rowWindow(0, 600, 60, 0)).toEqual({ from: 0, to: 0 });
  });

  it("scrolls no further than it takes to see a row", () => {
    expect(scrollToRow(5, 0, 600, 60)).toBe(0);
    expect(scrollToRow(12, 0, 600, 60)).toBe(180);
    expect(scrollToRow(1, 600, 600, 60)).toBe(60);
  });

  it("is worked on by keys, and what is deleted only in the ways that it allows", () => {
    const press = (key: string, held: object = {}) => ({
      key,
      ctrlKey: false,
      metaKey: false,
      shiftKey: false,
      ...held,
    });
    const keys = [press("F2"), press("d"), press("M"), press("Delete"), press("F10", { shiftKey: true })];
    expect(keys.map((key) => rowAction(key, false))).toEqual([
      "rename",
      "duplicate",
      "move",
      "delete",
      "menu",
    ]);
    expect(keys.map((key) => rowAction(key, true))).toEqual([null, null, null, "delete", "menu"]);
    expect(rowAction(press("d", { ctrlKey: true }), false)).toBeNull();
    expect(rowAction(press("Enter"), false)).toBeNull();
  });

  it("is walked by keys, and does not walk past its ends", () => {
    expect(rowByKey("ArrowDown", 0, 3, 10)).toBe(1);
    expect(rowByKey("ArrowUp", 0, 3, 10)).toBe(0);
    expect(rowByKey("PageDown", 0, 30, 10)).toBe(10);
    expect(rowByKey("End", 0, 30, 10)).toBe(29);
    expect(rowByKey("Enter", 0, 3, 10)).toBeNull();
    expect(rowByKey("End", 0, 0, 10)).toBeNull();
  });
});
