import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { fetchWhole } from "./fetchWhole.ts";
import { type RangeServer, startRangeServer } from "./testing/rangeServer.ts";

const bytes = Uint8Array.from({ length: 20 << 20 }, (_, at) => (at * 31) >> 8);
let server: RangeServer;
beforeAll(async () => {
  server = await startRangeServer();
});
afterAll(() => server.stop());
beforeEach(() => {
  server.asked();
  server.hold = Promise.resolve();
});

test("a file is fetched by several requests at a time and put together in order", async () => {
  const told: number[] = [];
  const file = await fetchWhole(server.add("a.bin", bytes), {
    signal: new AbortController().signal,
    onProgress: (done) => told.push(done),
  });
  expect(Buffer.compare(Buffer.from(await file.arrayBuffer()), bytes)).toBe(0);
  expect(file.name).toBe("a.bin");
  expect(server.asked().ranges).toHaveLength(3);
  expect(server.mostUnderWay).toBeGreaterThan(1);
  expect(told.at(-1)).toBe(bytes.length);
});

test("an empty file needs no request", async () => {
  const file = await fetchWhole(server.add("none.bin", new Uint8Array(0)), {
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  expect(file.size).toBe(0);
  expect(server.asked().ranges).toEqual([]);
});

test("a stop ends the requests that are under way", async () => {
  let release: () => void = () => undefined;
  server.hold = new Promise((resolve) => {
    release = resolve;
  });
  const stop = new AbortController();
  const fetching = fetchWhole(server.add("b.bin", bytes), {
    signal: stop.signal,
    onProgress: () => undefined,
  });
  stop.abort();
  await expect(fetching).rejects.toThrow("aborted");
  release();
});

test("a host that fails is told of by the file's name", async () => {
  const file = server.add("c.bin", bytes);
  server.failWith = 403;
  const fetching = fetchWhole(file, { signal: new AbortController().signal, onProgress: () => undefined });
  await expect(fetching).rejects.toThrow("c.bin could not be read (HTTP 403).");
  server.failWith = null;
});
