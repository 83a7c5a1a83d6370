import { expect, test } from "vitest";
import type { Grant } from "../../lib/remote/grants.ts";
import { createTrafficBook } from "./trafficBook.ts";

const grant: Grant = { grantId: "g", notebookId: "n", hosts: [], maxBytes: 1, totalBytes: 100 };

test("many changes are told once in a while, the last of them always", () => {
  const told: unknown[] = [];
  const waiting: (() => void)[] = [];
  const book = createTrafficBook(
    (grantId, traffic) => told.push([grantId, traffic]),
    (call) => waiting.push(call),
  );
  for (let count = 0; count < 10; count += 1) {
    book.of(grant).asked();
    book.of(grant).took(5);
  }
  expect([told, waiting.length]).toEqual([[], 1]);
  waiting.shift()?.();
  book.of(grant).took(1);
  waiting.shift()?.();
  expect(told).toEqual([
    ["g", { requests: 10, bytes: 50 }],
    ["g", { requests: 10, bytes: 51 }],
  ]);
  expect(book.of(grant).left()).toBe(49);
});

test("counting goes on from what the page knows of the worker's earlier life", () => {
  const book = createTrafficBook(
    () => undefined,
    () => undefined,
  );
  expect(book.of({ ...grant, spent: { requests: 9, bytes: 90 } }).left()).toBe(10);
  expect(book.of(grant).left()).toBe(10);
});
