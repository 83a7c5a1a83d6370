import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { requestRanges } from "../ingest/parquet/columnChunks.ts";
import { ByteCache } from "./ByteCache.ts";
import { ChunksAhead } from "./ChunksAhead.ts";
import { type RangeServer, startRangeServer } from "./testing/rangeServer.ts";

const bytes = Uint8Array.from({ length: 24 << 20 }, (_, at) => (at * 7) >> 9);
let server: RangeServer;
beforeAll(async () => {
  server = await startRangeServer();
});
afterAll(() => server.stop());
beforeEach(() => void server.asked());

const quiet = () => ({ signal: new AbortController().signal, onBytes: () => undefined });

test("near ranges come by one request, far ones by their own, and large ones by several", () => {
  expect(
    requestRanges([
      { from: 0, to: 1000 },
      { from: 200_000, to: 300_000 },
      { from: 2_000_000, to: 2_000_010 },
    ]),
  ).toEqual([
    { from: 0, to: 300_000 },
    { from: 2_000_000, to: 2_000_010 },
  ]);
  const large = requestRanges([{ from: 10, to: 10 + (20 << 20) }]);
  expect(large).toHaveLength(3);
  expect(large.map(({ from }) => from).slice(1)).toEqual(large.map(({ to }) => to).slice(0, -1));
});

test("steps have just their ranges, whatever requests brought them", async () => {
  const file = server.add("a.bin", bytes);
  const steps = [
    {
      file,
      chunks: [
        { from: 5, to: 500 },
        { from: 100_000, to: 100_100 },
      ],
    },
    { file, chunks: [{ from: 1 << 20, to: 19 << 20 }] },
  ];
  const ahead = new ChunksAhead(steps, new ByteCache(64 << 20), requestRanges, quiet());
  for (const [index, { chunks }] of steps.entries()) {
    const held = await ahead.take(index);
    expect(held.map(({ from }) => from)).toEqual(chunks.map(({ from }) => from));
    for (const [at, one] of held.entries()) {
      const { from = 0, to = 0 } = chunks[at] ?? {};
      expect(Buffer.compare(one.bytes, bytes.subarray(from, to))).toBe(0);
    }
  }
  ahead.close();
  expect(server.asked().ranges).toHaveLength(4);
});

test("what is held is not fetched again, and what is not, is", async () => {
  const file = server.add("b.bin", bytes);
  const cache = new ByteCache(1000);
  const first = new ChunksAhead([{ file, chunks: [{ from: 0, to: 400 }] }], cache, requestRanges, quiet());
  await first.take(0);
  server.asked();
  const chunks = [
    { from: 0, to: 400 },
    { from: 400, to: 900 },
  ];
  const second = new ChunksAhead([{ file, chunks }], cache, requestRanges, quiet());
  expect(await second.take(0)).toHaveLength(2);
  expect(server.asked().ranges).toEqual(["b.bin 400-899"]);
  // 400 bytes more than fit: what was used longest ago has gone.
  await new ChunksAhead([{ file, chunks: [{ from: 5000, to: 5400 }] }], cache, requestRanges, quiet()).take(
    0,
  );
  server.asked();
  await new ChunksAhead([{ file, chunks: [{ from: 0, to: 400 }] }], cache, requestRanges, quiet()).take(0);
  expect(server.asked().bytes).toBe(400);
});

test("no more than six requests and 64 MiB are under way before they are asked for", async () => {
  const file = server.add("c.bin", bytes);
  const far = (at: number) => ({ file, chunks: [{ from: at << 20, to: (at << 20) + 100 }] });
  const steps = Array.from({ length: 20 }, (_, at) => far(at));
  const ahead = new ChunksAhead(steps, new ByteCache(1 << 20), requestRanges, quiet());
  for (const step of steps.keys()) await ahead.take(step);
  expect(server.mostUnderWay).toBeLessThanOrEqual(6);
  expect(server.asked().ranges).toHaveLength(20);
});

test("a failure reaches whoever takes the step, and an end all that wait", async () => {
  const file = server.add("d.bin", bytes);
  server.failWith = 500;
  const failing = new ChunksAhead(
    [{ file, chunks: [{ from: 0, to: 9 }] }],
    new ByteCache(0),
    requestRanges,
    quiet(),
  );
  await expect(failing.take(0)).rejects.toThrow("HTTP 500");
  server.failWith = null;
  const stop = new AbortController();
  const stopped = new ChunksAhead([{ file, chunks: [{ from: 0, to: 9 }] }], new ByteCache(0), requestRanges, {
    signal: stop.signal,
    onBytes: () => undefined,
  });
  const taking = stopped.take(0);
  stop.abort();
  await expect(taking).rejects.toThrow();
});
