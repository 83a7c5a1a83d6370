import { expect, test } from "vitest";
import { columnsTaken, LongestTexts, longestCounted } from "./longestTexts.ts";

function setUp() {
  const longest = new LongestTexts(2);
  const read: string[] = [];
  let told = 0;
  longest.subscribe(() => told++);
  const text = (row: number, column: number) => {
    read.push(`${row}:${column}`);
    return column === 0 ? String(row) : null;
  };
  const look = (rowStart: number, rowEnd: number) => longest.look({ rowStart, rowEnd }, text);
  return { longest, look, read, told: () => told };
}

test("a column is as long as the longest text that came near the screen, and never shrinks", () => {
  const { longest, look, told } = setUp();
  look(0, 50);
  expect(longest.now()).toEqual([2, 0]);
  look(9_999_950, 10_000_000);
  expect(longest.now()).toEqual([7, 0]);
  look(0, 50);
  expect(longest.now()).toEqual([7, 0]);
  expect(told()).toBe(2);
});

test("the same lengths are the same array, so that nothing is drawn anew", () => {
  const { longest, look } = setUp();
  look(0, 50);
  const before = longest.now();
  look(20, 70);
  expect(longest.now()).toBe(before);
});

test("scrolling by a row looks at that row only", () => {
  const { look, read } = setUp();
  look(0, 50);
  read.length = 0;
  look(1, 51);
  expect(read).toEqual(["50:0", "50:1"]);
});

test("rows of another result are looked at again", () => {
  const { longest, look, read } = setUp();
  look(0, 1);
  read.length = 0;
  longest.forgetRows();
  look(0, 1);
  expect(read).toEqual(["0:0", "0:1"]);
});

test("a column that asks for all the room is not read any more", () => {
  const longest = new LongestTexts(1);
  let read = 0;
  const text = () => {
    read++;
    return "x".repeat(1_000_000);
  };
  longest.look({ rowStart: 0, rowEnd: 40 }, text);
  longest.look({ rowStart: 40, rowEnd: 80 }, text);
  expect([longest.now(), read]).toEqual([[longestCounted], 1]);
});

test("signs that are twice as wide are counted so", () => {
  expect([columnsTaken("abc"), columnsTaken("漢字a"), columnsTaken("🦆"), columnsTaken("é")]).toEqual([
    3, 5, 2, 1,
  ]);
});
