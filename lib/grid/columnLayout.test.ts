import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  arrangeColumns,
  type ColumnLayout,
  columnKeys,
  plainLayout,
  readLayout,
  withHidden,
  withMoved,
  withMovedBy,
  withPinned,
  withShown,
  withWidth,
} from "./columnLayout.ts";

const keys = ["a", "b", "c", "d"];
const shownOf = (layout: ColumnLayout, of: readonly string[] = keys) =>
  arrangeColumns(of, layout)
    .shown.map((at) => of[at])
    .join("");

test("columns of one name have keys of their own", () => {
  expect(columnKeys([{ name: "a" }, { name: "b" }, { name: "a" }])).toEqual(["a", "b", "a\x001"]);
});

describe("a layout", () => {
  test("that nobody touched leaves the result's order", () => {
    expect(arrangeColumns(keys, plainLayout)).toEqual({ shown: [0, 1, 2, 3], pinned: 0, hidden: [] });
  });

  test("pins to the left in the order of pinning, and lets go to where the column stood", () => {
    const pinned = withPinned(withPinned(plainLayout, "d", true), "b", true);
    expect(shownOf(pinned)).toBe("dbac");
    expect(arrangeColumns(keys, pinned).pinned).toBe(2);
    expect(shownOf(withPinned(pinned, "d", false))).toBe("bacd");
  });

  test("hides, shows again in place, and never hides the last column", () => {
    const hidden = withHidden(keys, plainLayout, ["b", "c"]);
    expect(shownOf(hidden)).toBe("ad");
    expect(shownOf(withShown(hidden, ["b"]))).toBe("abd");
    expect(withHidden(keys, hidden, ["a", "d"])).toBe(hidden);
  });

  test("moves a column past hidden ones, which keep their neighbours", () => {
    const hidden = withHidden(keys, plainLayout, ["b"]);
    const moved = withMoved(keys, hidden, "a", 1);
    expect(shownOf(moved)).toBe("cad");
    expect(shownOf(withShown(moved, ["b"]))).toBe("bcad");
  });

  test("dragged among the pinned ones, a column is pinned; dragged out of them it is not", () => {
    const pinned = withPinned(withPinned(plainLayout, "a", true), "b", true);
    const into = withMoved(keys, pinned, "d", 1);
    expect([shownOf(into), arrangeColumns(keys, into).pinned]).toEqual(["adbc", 3]);
    const out = withMoved(keys, pinned, "a", 2);
    expect([shownOf(out), arrangeColumns(keys, out).pinned]).toEqual(["bcad", 1]);
  });

  test("moves by one place within its side and stops at the edges", () => {
    expect(shownOf(withMovedBy(keys, plainLayout, "b", 1))).toBe("acbd");
    expect(withMovedBy(keys, plainLayout, "a", -1)).toBe(plainLayout);
    const pinned = withPinned(plainLayout, "a", true);
    expect(withMovedBy(keys, pinned, "a", 1)).toBe(pinned);
    expect(withMovedBy(keys, pinned, "b", -1)).toBe(pinned);
  });

  test("keeps to a new run's columns: known ones stay put, a new one stands by its neighbour, a lost one comes back", () => {
    const moved = withMoved(keys, plainLayout, "d", 0);
    expect(shownOf(moved, ["a", "b", "new", "c", "d"])).toBe("dabnewc");
    expect(shownOf(moved, ["new", "b", "c"])).toBe("newbc");
    expect(shownOf(moved)).toBe("dabc");
  });

  test("keeps widths within what can be grasped, and forgets one", () => {
    const narrow = withWidth(plainLayout, "a", 3);
    expect(narrow.widths).toEqual({ a: 40 });
    expect(withWidth(narrow, "a", null).widths).toEqual({});
  });

  test("is read back from what was kept, and anything else is no layout", () => {
    const layout = withWidth(withHidden(keys, withPinned(plainLayout, "b", true), ["c"]), "d", 99);
    expect(readLayout(JSON.stringify(layout))).toEqual(layout);
    for (const wrong of ["", "null", "{}", '{"order":[1],"pinned":[],"hidden":[],"widths":{}}'])
      expect(readLayout(wrong), wrong).toBeNull();
  });
});

test("whatever is done, every column is either shown or hidden, once, and moves lead where they say", () => {
  const step = fc.tuple(fc.nat(4), fc.constantFrom(...keys), fc.nat(5));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let layout = plainLayout;
      for (const [what, key, place] of steps) {
        if (what === 0) layout = withPinned(layout, key, place % 2 === 0);
        else if (what === 1) layout = withHidden(keys, layout, [key]);
        else if (what === 2) layout = withShown(layout, [key]);
        else if (what === 3) layout = withMovedBy(keys, layout, key, place % 2 ? 1 : -1);
        else {
          const before = arrangeColumns(keys, layout).shown.map((at) => keys[at]);
          layout = withMoved(keys, layout, key, place);
          const after = arrangeColumns(keys, layout).shown.map((at) => keys[at]);
          const others = before.filter((each) => each !== key);
          const wanted = before.includes(key) ? others.toSpliced(place, 0, key) : before;
          expect(after).toEqual(wanted);
        }
        const { shown, hidden, pinned } = arrangeColumns(keys, layout);
        expect([...shown, ...hidden].sort()).toEqual([0, 1, 2, 3]);
        expect(shown.length).toBeGreaterThan(0);
        expect(pinned).toBeLessThanOrEqual(shown.length);
      }
    }),
    { numRuns: 100 },
  );
});
