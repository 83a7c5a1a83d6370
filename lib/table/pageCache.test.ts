import { Table, tableToIPC, Utf8, vectorFromArray } from "apache-arrow";
import { describe, expect, test } from "vitest";
import type { Outcome } from "../engine/protocol.ts";
import { PageCache, type PageCacheOptions } from "./pageCache.ts";

function pageOf(offset: number, rows: number): Uint8Array {
  const texts = Array.from({ length: rows }, (_, row) => `row ${offset + row}`);
  return tableToIPC(new Table({ x: vectorFromArray(texts, new Utf8()) }), "stream");
}

/** An engine that answers when told to. */
function heldEngine() {
  const asked: { offset: number; limit: number; answer: (outcome: Outcome<Uint8Array>) => void }[] = [];
  return {
    asked,
    offsets: () => asked.map(({ offset }) => offset),
    fetchPage: (offset: number, limit: number) =>
      new Promise<Outcome<Uint8Array>>((answer) => asked.push({ offset, limit, answer })),
    async answer(index: number) {
      const request = asked[index];
      if (!request) throw new Error(`request ${index} was never made`);
      request.answer({ ok: true, value: pageOf(request.offset, request.limit) });
      await Promise.resolve();
    },
  };
}

function quickCache(options: PageCacheOptions): PageCache {
  return new PageCache(async (offset, limit) => ({ ok: true, value: pageOf(offset, limit) }), options);
}

describe("a page cache", () => {
  test("asks once for rows of one page", async () => {
    const cache = quickCache({ rowCount: 10_000_000 });
    await Promise.all([cache.load(0, 30), cache.load(10, 40), cache.load(499, 500)]);
    await cache.load(100, 200);
    expect(cache.requests).toBe(1);
    expect(cache.cell(499, 0)).toBe("row 499");
    expect(cache.cell(500, 0)).toBeUndefined();
  });

  test("reads the last rows of ten million with one request", async () => {
    const cache = quickCache({ rowCount: 9_999_999 });
    expect(await cache.load(9_999_960, 10_000_500)).toEqual({ status: "loaded" });
    expect(cache.cell(9_999_998, 0)).toBe("row 9999998");
    expect(cache.requests).toBe(1);
  });

  test("needs no request for the rows that came with the result", async () => {
    const cache = quickCache({ rowCount: 1000 });
    cache.seed(pageOf(0, 200));
    await cache.load(0, 200);
    expect([cache.requests, cache.cell(199, 0), cache.cell(200, 0)]).toEqual([0, "row 199", undefined]);
    await cache.load(190, 210);
    expect([cache.requests, cache.cell(200, 0)]).toEqual([1, "row 200"]);
  });

  test("keeps a bounded number of pages, the least recently loaded goes", async () => {
    const cache = quickCache({ rowCount: 100_000, maxPages: 3 });
    for (const page of [0, 1, 2]) await cache.load(page * 500, page * 500 + 1);
    await cache.load(0, 1);
    await cache.load(1500, 1501);
    expect([0, 500, 1000, 1500].map((row) => cache.cell(row, 0) !== undefined)).toEqual([
      true,
      false,
      true,
      true,
    ]);
    expect(cache.requests).toBe(4);
  });

  test("drops what was scrolled past before it was asked for", async () => {
    const engine = heldEngine();
    const cache = new PageCache(engine.fetchPage, { rowCount: 1_000_000, maxInFlight: 1, maxQueued: 2 });
    const loads = [0, 100, 200, 300, 400].map((page) => cache.load(page * 500, page * 500 + 10));
    expect(engine.offsets()).toEqual([0]);
    await engine.answer(0);
    expect(await loads[0]).toEqual({ status: "loaded" });
    await engine.answer(1);
    await loads[4];
    await engine.answer(2);
    expect(await Promise.all(loads)).toEqual(
      ["loaded", "dropped", "dropped", "loaded", "loaded"].map((status) => ({ status })),
    );
    expect(engine.offsets()).toEqual([0, 200_000, 150_000]);
  });

  test("does not ask for what was aborted while it waited", async () => {
    const engine = heldEngine();
    const cache = new PageCache(engine.fetchPage, { rowCount: 1_000_000, maxInFlight: 1 });
    const first = cache.load(0, 1);
    const abort = new AbortController();
    const second = cache.load(5000, 5001, abort.signal);
    abort.abort();
    expect(await second).toEqual({ status: "dropped" });
    await engine.answer(0);
    await first;
    expect(cache.requests).toBe(1);
  });

  test("tells of a failure, and asks again next time", async () => {
    let fail = true;
    const cache = new PageCache(
      async (offset, limit) =>
        fail
          ? { ok: false, error: { code: "crashed", message: "The engine stopped." } }
          : { ok: true, value: pageOf(offset, limit) },
      { rowCount: 10 },
    );
    expect(await cache.load(0, 10)).toMatchObject({ status: "failed", error: { code: "crashed" } });
    fail = false;
    expect(await cache.load(0, 10)).toEqual({ status: "loaded" });
    expect(cache.requests).toBe(2);
  });

  test("a request that throws is a failure, not a rejection", async () => {
    const cache = new PageCache(() => Promise.reject(new Error("no port")), { rowCount: 10 });
    expect(await cache.load(0, 10)).toMatchObject({ status: "failed", error: { code: "internal" } });
  });

  test("a result without rows asks for nothing", async () => {
    const cache = quickCache({ rowCount: 0 });
    expect(await cache.load(0, 40)).toEqual({ status: "loaded" });
    expect(cache.requests).toBe(0);
  });

  test("tells its listeners when a page has come", async () => {
    const cache = quickCache({ rowCount: 2000 });
    let calls = 0;
    const stop = cache.subscribe(() => calls++);
    await cache.load(0, 1000);
    stop();
    await cache.load(1000, 2000);
    expect(calls).toBe(2);
  });
});
