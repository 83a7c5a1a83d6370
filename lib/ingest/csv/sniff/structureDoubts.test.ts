import { expect, test } from "vitest";
import { sniffStructure } from "./sniffStructure.ts";
import { structureDoubts } from "./structureDoubts.ts";

const doubts = (text: string, told = {}) => structureDoubts(sniffStructure(text, { isWhole: true }), told);

const plain = `id,name,day\n${Array.from({ length: 20 }, (_, n) => `${n},word ${n},2024-01-${10 + n}`).join("\n")}\n`;

test("a plain file is in no doubt", () => {
  expect(doubts(plain)).toEqual([]);
});

test("a file that two delimiters explain alike is in doubt until somebody says which", () => {
  const both = `${Array.from({ length: 20 }, (_, n) => `x${n}|y${n};z${n}`).join("\n")}\n`;
  expect(doubts(both)).toEqual([expect.stringMatching(/may be divided by/)]);
  expect(doubts(both, { delimiter: ";" })).toEqual([]);
});

test("several tables are told of", () => {
  const two = `a,b,c\n1,2,3\n4,5,6\n7,8,9\n\nname,city\nAnn,Bonn\nBob,Rome\nCem,Oslo\n`;
  expect(doubts(two)).toEqual([expect.stringMatching(/holds 2 tables/)]);
  expect(doubts(two, { table: 2 })).toEqual([]);
});
