import { describe, expect, test } from "vitest";
import { changedRows, chosenFixes, draftOf, leavingOut, textOf, withTexts } from "./fixDraft.ts";
import { offendingPart } from "./offendingPart.ts";

const rowOf = (key: string | null, raw: string) => ({ key, raw, file: "t.csv", line: 1, problems: [] });
const rows = [rowOf("2", "a"), rowOf("3", "b"), rowOf("4", "c"), rowOf(null, "d")];

describe("a draft of fixes", () => {
  test("begins with the fixes that the notebook has and that did not load", () => {
    const draft = draftOf(
      rows,
      new Map([
        ["3", "bb"],
        ["9", "zz"],
        ["4", null],
      ]),
    );
    expect(rows.map((row) => textOf(draft, row))).toEqual(["a", "bb", "c", "d"]);
  });

  test("has no change where a text is again as in the file, or its row has no name", () => {
    const start = draftOf(rows, new Map());
    const [a = rowOf("2", "a")] = rows;
    const changed = withTexts(start, [
      { row: a, text: "aa" },
      { row: rowOf(null, "d"), text: "dd" },
    ]);
    expect(changedRows(rows, changed)).toEqual([{ key: "2", text: "aa" }]);
    expect(changedRows(rows, withTexts(changed, [{ row: a, text: "a" }]))).toEqual([]);
  });

  test("gives for loading what would load, and what is left out on purpose", () => {
    const texts = rows.map((row) => ({ row, text: `${row.raw}!` }));
    const draft = leavingOut(withTexts(draftOf(rows, new Map()), texts), ["4"], true);
    const chosen = chosenFixes(rows, draft, ({ key }) => (key === "2" ? null : "no"));
    expect(chosen).toEqual({ fixes: { 2: "a!", 4: null }, fixed: 1, out: 1 });
    expect(chosenFixes(rows, draft, () => undefined).fixed).toBe(0);
  });
});

describe("the offending part", () => {
  const problems = [{ column: "n", reason: "Could not convert string \"12x\" to 'BIGINT'" }];

  test("is the value that a reason quotes, where it stands on its own", () => {
    expect(offendingPart("112x,12x,b", problems)).toEqual({ from: 5, to: 8 });
  });

  test("is nothing where the text does not have it any more", () => {
    expect(offendingPart("12,b", problems)).toBeNull();
  });
});
