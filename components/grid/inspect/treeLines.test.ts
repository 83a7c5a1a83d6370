import { expect, test } from "vitest";
import { jsonTree } from "../../../lib/grid/inspect/jsonTree.ts";
import { partsAtFirst, plainTree, treeLines } from "./treeLines.ts";

const linesOf = (json: string, state = plainTree) => {
  const tree = jsonTree(json);
  if (!tree) throw new Error("That is no JSON.");
  return treeLines(tree, state);
};

test("two levels are open at first, and what is empty has nothing to open", () => {
  const lines = linesOf('{"a": {"b": {"c": 1}}, "d": []}');
  expect(lines.map(({ name, level, isOpen }) => [name, level, isOpen])).toEqual([
    [null, 1, true],
    ["a", 2, true],
    ["b", 3, false],
    ["d", 2, null],
  ]);
});

test("what its reader closed stays closed, by where it is and not by its name", () => {
  const state = { ...plainTree, open: new Map([["/0", false]]) };
  expect(linesOf('{"a": [1], "a": [2]}', state).map(({ key }) => key)).toEqual(["", "/0", "/1", "/1/0"]);
});

test("of many parts the first are drawn, and the rest counted until somebody asks", () => {
  const json = JSON.stringify(Array.from({ length: 1_000 }, (_, at) => at));
  const lines = linesOf(json);
  expect([lines.length, lines.at(-1)?.rest]).toEqual([partsAtFirst + 2, 1_000 - partsAtFirst]);
  const all = linesOf(json, { ...plainTree, parts: new Map([["", 1_000]]) });
  expect([all.length, all.at(-1)?.rest]).toEqual([1_001, 0]);
});
