import { expect, test } from "vitest";
import type { Grant } from "../../lib/remote/grants.ts";
import { createGrantBook } from "./grantBook.ts";

const grant = (grantId: string): Grant => ({ grantId, notebookId: "n", hosts: [], maxBytes: 1 });

test("a page's grants replace those it sent before, and leave other pages' alone", () => {
  const book = createGrantBook();
  book.set("page1", [grant("a")]);
  book.set("page2", [grant("b")]);
  book.set("page1", [grant("c")]);
  expect(["a", "b", "c"].map((id) => book.find(id)?.grantId ?? null)).toEqual([null, "b", "c"]);
});

test("grants of closed pages are forgotten", () => {
  const book = createGrantBook();
  book.set("page1", [grant("a")]);
  book.set("page2", [grant("b")]);
  book.keepOnly(new Set(["page2"]));
  expect(book.find("a")).toBeNull();
  expect(book.find("b")).not.toBeNull();
});

test("an unknown grant is asked for and found once a page sends it", async () => {
  const book = createGrantBook();
  const found = book.findOrAsk("a", () => queueMicrotask(() => book.set("page", [grant("a")])), 60_000);
  expect((await found)?.grantId).toBe("a");
});

test("a grant that no page holds is null once the wait is over, and a known one is not asked for", async () => {
  const book = createGrantBook();
  book.set("page", [grant("b")]);
  let asked = 0;
  expect(await book.findOrAsk("b", () => (asked += 1), 1)).toMatchObject({ grantId: "b" });
  expect(asked).toBe(0);
  expect(await book.findOrAsk("a", () => (asked += 1), 1)).toBeNull();
  expect(asked).toBe(1);
});
