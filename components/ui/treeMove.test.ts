import { expect, it } from "vitest";
import { treeMove } from "./treeMove.ts";

const lines = [
  { key: "a", level: 1, isOpen: true },
  { key: "a1", level: 2, isOpen: true },
  { key: "a1x", level: 3, isOpen: null },
  { key: "a2", level: 2, isOpen: false },
  { key: "b", level: 1, isOpen: null },
];

it.each([
  ["a", "ArrowDown", { go: "a1" }],
  ["a", "ArrowUp", null],
  ["b", "ArrowDown", null],
  ["a2", "Home", { go: "a" }],
  ["a2", "End", { go: "b" }],
  ["a", "ArrowRight", { go: "a1" }],
  ["a2", "ArrowRight", { open: "a2" }],
  ["a1x", "ArrowRight", null],
  ["a1", "ArrowLeft", { close: "a1" }],
  ["a2", "ArrowLeft", { go: "a" }],
  ["a1x", "ArrowLeft", { go: "a1" }],
  ["b", "ArrowLeft", null],
  ["a", "x", null],
  ["gone", "ArrowDown", null],
])("from %s, %s", (at, key, move) => expect(treeMove(lines, at, key)).toEqual(move));
