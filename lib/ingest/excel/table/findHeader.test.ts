import { describe, expect, test } from "vitest";
import { parseRange } from "../cellAddress.ts";
import { findHeader } from "./findHeader.ts";
import type { HeadRow } from "./headRows.ts";

/** Rows of texts, numbers, and null for blank cells, from row 0 on. */
function rowsOf(...grid: (string | number | null)[][]): HeadRow[] {
  return grid.map((cells, row) => ({
    row,
    cells: new Map(
      cells.flatMap((cell, column) =>
        cell === null
          ? []
          : [
              [
                column,
                { text: String(cell), is: typeof cell === "string" ? "text" : "value", number: Number(cell) },
              ],
            ],
      ),
    ),
  }));
}

function merged(...ranges: string[]) {
  return ranges.flatMap((range) => parseRange(range) ?? []);
}

describe("the header", () => {
  test("is the first row of texts over values", () => {
    expect(findHeader(rowsOf(["id", "name"], [1, "a"], [2, "b"]), [])).toEqual({ first: 0, last: 0 });
  });

  test("comes below titles that hold less", () => {
    const rows = rowsOf(
      ["Report", null, null],
      ["Printed on", 45658, null],
      [],
      ["id", "name", "sum"],
      [1, "a", 5],
      [2, "b", 6],
    );
    expect(findHeader(rows, merged("A1:C1"))).toEqual({ first: 3, last: 3 });
  });

  test("comes before rows of texts whose columns hold values further down", () => {
    expect(findHeader(rowsOf(["name", "value"], ["a", "b"], ["c", "d"], ["e", 5]), [])).toEqual({
      first: 0,
      last: 0,
    });
  });

  test("is the first row where all is text", () => {
    expect(findHeader(rowsOf(["a", "b"], ["c", "d"], ["e", "f"]), [])).toEqual({ first: 0, last: 0 });
  });

  test("may leave the corner blank", () => {
    expect(findHeader(rowsOf([null, "x", "y"], [0, 1, 2], [1, 3, 4]), [])).toEqual({ first: 0, last: 0 });
  });

  test("may be years behind a text", () => {
    expect(findHeader(rowsOf(["country", 2019, 2020, 2021], ["a", 1, 5, 2], ["b", 4, 4, 4]), [])).toEqual({
      first: 0,
      last: 0,
    });
  });

  test("may hold a number among names", () => {
    expect(findHeader(rowsOf([0, "name", "age", "size"], [1, "a", 5, 6], [2, "b", 6, 7]), [])).toEqual({
      first: 0,
      last: 0,
    });
  });

  test("is none where values come first", () => {
    expect(findHeader(rowsOf([1, "a"], [2, "b"]), [])).toBeNull();
    expect(findHeader(rowsOf(["a", 1], ["b", 2]), [])).toBeNull();
    expect(findHeader([], [])).toBeNull();
  });

  test("is all of a sheet that has nothing else", () => {
    expect(findHeader(rowsOf(["a", "b"]), [])).toEqual({ first: 0, last: 0 });
  });

  test("takes the groups above it", () => {
    const rows = rowsOf(
      ["name", "2024", null, "2025", null],
      [null, "q1", "q2", "q1", "q2"],
      ["a", 1, 2, 3, 4],
    );
    expect(findHeader(rows, merged("B1:C1", "D1:E1"))).toEqual({ first: 0, last: 1 });
    expect(findHeader(rows, merged("A1:A2", "B1:C1", "D1:E1"))).toEqual({ first: 0, last: 1 });
  });

  test("takes no title that is merged over the whole table", () => {
    const rows = rowsOf(["Title", null], ["a", "b"], [1, 2]);
    expect(findHeader(rows, merged("A1:B1"))).toEqual({ first: 1, last: 1 });
  });

  test("takes no row above whose texts are not merged like groups", () => {
    const rows = rowsOf(["or", "merging", null, "cells"], ["a", "b", "c", "d"], [1, 2, 3, 4]);
    expect(findHeader(rows, merged("B1:C1"))).toEqual({ first: 1, last: 1 });
  });
});
