import { expect, it } from "vitest";
import { matchingEntries, type PaletteEntry } from "./paletteEntries.ts";

const entries: PaletteEntry[] = ["Restart the engine", "Run all", "Run, then go on"].map((label) => ({
  label,
  keys: null,
  run: () => undefined,
}));
const labels = (typed: string) => matchingEntries(entries, typed).map((entry) => entry.label);

it("offers everything before anything is typed", () => expect(labels(" ")).toHaveLength(3));

it("finds words in any order, and puts what begins with the text first", () => {
  expect(labels("engine rest")).toEqual(["Restart the engine"]);
  expect(labels("ru")).toEqual(["Run all", "Run, then go on"]);
  expect(labels("n")[0]).toBe("Restart the engine");
  expect(labels("zebra")).toEqual([]);
});
