import { describe, expect, it } from "vitest";
import { chosenTotal, nothingChosen, ranged, toggled } from "./bucketChoice.ts";
import { filterEntries, objectEntries, pageEntries } from "./bucketEntries.ts";

const object = (key: string, sizeBytes = 1) => ({ key, sizeBytes, etag: null, modifiedMs: 0 });
const entries = pageEntries(
  { prefixes: ["a/m/"], objects: [object("a/"), object("a/z.csv", 5), object("a/b.CSV", 7)], next: null },
  "a/",
);

describe("a page of a bucket", () => {
  it("lists prefixes and objects by key, without the prefix itself", () => {
    expect(entries.map(({ key }) => key)).toEqual(["a/b.CSV", "a/m/", "a/z.csv"]);
  });

  it.each([
    ["csv", ["a/b.CSV", "a/z.csv"]],
    ["*.csv", ["a/z.csv"]],
    ["m", ["a/m/"]],
    ["a/", []],
    [" ", ["a/b.CSV", "a/m/", "a/z.csv"]],
  ])("filtered by %s shows what is called so", (typed, keys) => {
    expect(filterEntries(entries, "a/", typed).map(({ key }) => key)).toEqual(keys);
  });
});

describe("a choice", () => {
  it("grows by ranges in either direction, as its first entry was set", () => {
    const [first, , last] = entries;
    if (!first || !last) throw new Error("no entries");
    const all = ranged(toggled(nothingChosen, last), entries, 2, 0, true);
    expect([...all.keys()].sort()).toEqual(["a/b.CSV", "a/m/", "a/z.csv"]);
    expect([...ranged(all, entries, 0, 1, false).keys()]).toEqual(["a/z.csv"]);
    expect(toggled(all, first).has("a/b.CSV")).toBe(false);
  });

  it("counts objects and bytes, and prefixes apart", () => {
    const choice = ranged(nothingChosen, [...entries, ...objectEntries([object("b.csv", 3)])], 0, 3, true);
    const { objects, prefixes, bytes } = chosenTotal(choice);
    expect([objects.map(({ key }) => key), prefixes, bytes]).toEqual([
      ["a/b.CSV", "a/z.csv", "b.csv"],
      ["a/m/"],
      15,
    ]);
  });
});
