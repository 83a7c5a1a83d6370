import { describe, expect, it } from "vitest";
import { folderPath, folderTree, isWithin } from "./folderPath.ts";
import type { LibraryEntry } from "./libraryEntry.ts";
import { excerptOf, inOrder, searching, searchWords } from "./searchLibrary.ts";

function entry(title: string, text: string, updatedAt = 0): LibraryEntry {
  const notebook = { id: title, title, text, origin: "own" as const, updatedAt };
  return { notebook, folder: "", deletedAt: null };
}

/** The titles found, and how often the thread was given away. */
function found(entries: readonly LibraryEntry[], typed: string): { titles: string[]; rests: number } {
  const search = searching(entries, typed);
  for (let rests = 0; ; rests++) {
    const { done, value } = search.next();
    if (done) return { titles: value.map(({ notebook }) => notebook.title), rests };
  }
}

describe("searching the library", () => {
  const entries = [
    entry("Sales 2026", "select sum(amount) from orders"),
    entry("Orders by day", "select 1"),
    entry("Untouched", "nothing of it"),
  ];

  it("finds every word in title or text, whatever its case, and titles first", () => {
    expect(found(entries, "ORDERS").titles).toEqual(["Orders by day", "Sales 2026"]);
    expect(found(entries, "sales amount").titles).toEqual(["Sales 2026"]);
    expect(found(entries, '"from orders"').titles).toEqual(["Sales 2026"]);
    expect(found(entries, " ").titles).toEqual(["Sales 2026", "Orders by day", "Untouched"]);
    expect(found(entries, "zebra").titles).toEqual([]);
  });

  it("is no long task in a large library", () => {
    const large = Array.from({ length: 1000 }, (_, at) => entry(`n${at}`, `${"x".repeat(9990)} word${at} `));
    const { titles, rests } = found(large, "word999");
    expect(titles).toEqual(["n999"]);
    expect(rests).toBeGreaterThanOrEqual(4);
  });

  it("shows the line around what was found in the text", () => {
    const one = entry("Title", `first\n  ${"a ".repeat(40)}select Needle from x  \nlast`);
    expect(excerptOf(one, searchWords("needle"))).toEqual({
      before: `…${"a ".repeat(40).slice(-24)}select `,
      match: "Needle",
      after: " from x",
    });
    expect(excerptOf(one, searchWords("title"))).toBeNull();
  });

  it("sorts by the last edit, or by title as people count", () => {
    const some = [entry("b 10", "", 1), entry("B 2", "", 3), entry("a", "", 2)];
    expect(inOrder(some, "edited").map((one) => one.notebook.title)).toEqual(["B 2", "a", "b 10"]);
    expect(inOrder(some, "title").map((one) => one.notebook.title)).toEqual(["a", "B 2", "b 10"]);
  });
});

describe("folders", () => {
  it("are paths, tidied", () => {
    expect(folderPath("/ shop //old: stuff/ .. /")).toBe("shop/old stuff");
    expect(folderPath(" ")).toBe("");
    expect(folderPath("a/".repeat(20)).split("/")).toHaveLength(8);
  });

  it("stand with those above them, each after the one it is in", () => {
    const tree = folderTree(["shop/2026", "shop", "Ads", "shop-old", "shop/2026"]);
    expect(tree.map(({ path, depth, count }) => [path, depth, count])).toEqual([
      ["Ads", 0, 1],
      ["shop", 0, 3],
      ["shop/2026", 1, 2],
      ["shop-old", 0, 1],
    ]);
    expect([isWithin("shop/2026", "shop"), isWithin("shop-old", "shop"), isWithin("x", "")]).toEqual([
      true,
      false,
      true,
    ]);
  });
});
