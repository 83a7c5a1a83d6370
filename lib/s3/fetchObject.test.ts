import { afterEach, beforeEach, expect, test } from "vitest";
import { type S3Stub, startS3Stub } from "../../e2e/s3/startS3Stub.ts";
import { fetchObject } from "./fetchObject.ts";
import { headObject } from "./headObject.ts";
import { wayTo } from "./testing/wayTo.ts";

const body = Buffer.from(Array.from({ length: 100_003 }, (_, index) => (index * 7) % 251));
let stub: S3Stub;
beforeEach(async () => {
  stub = await startS3Stub();
  stub.objects.set("folder/a.bin", body);
});
afterEach(() => stub.close());

async function start(signal = new AbortController().signal, key = "folder/a.bin") {
  const way = wayTo(stub);
  const head = await headObject(way, key);
  if (!head.ok) throw new Error(head.error.message);
  const progress: number[] = [];
  const fetched = () =>
    fetchObject(way, head.value, { onProgress: (done) => progress.push(done), signal }, 10_000);
  return { fetched, progress };
}
const bytesOf = async (file: File) => Buffer.from(await file.arrayBuffer());

test("an object comes whole, by ranges, under its own name", async () => {
  const { fetched, progress } = await start();
  const file = await fetched();
  expect(file.ok && file.value.name).toBe("a.bin");
  expect(file.ok && (await bytesOf(file.value)).equals(body)).toBe(true);
  expect(stub.hits.filter((hit) => hit.startsWith("GET"))).toHaveLength(11);
  expect([progress[0], progress.at(-1)]).toEqual([0, 100_003]);
});

test("a range that breaks off is asked for again, and counted once", async () => {
  const { fetched, progress } = await start();
  stub.expect({ kind: "drop", afterBytes: 100 }, { kind: "drop", afterBytes: 9000 });
  const file = await fetched();
  expect(file.ok && (await bytesOf(file.value)).equals(body)).toBe(true);
  expect(progress.at(-1)).toBe(100_003);
});

test("an empty object is an empty file", async () => {
  stub.objects.set("none", Buffer.alloc(0));
  const file = await (await start(undefined, "none")).fetched();
  expect(file.ok && file.value.size).toBe(0);
});

test("an object that is changed meanwhile is an error", async () => {
  const { fetched } = await start();
  stub.objects.set("folder/a.bin", Buffer.alloc(100_003));
  const file = await fetched();
  expect(!file.ok && file.error.message).toContain("was changed in its bucket");
});

test("stopping ends it, with nothing fetched on", async () => {
  const stop = new AbortController();
  const { fetched } = await start(stop.signal);
  stop.abort();
  const file = await fetched();
  expect(!file.ok && file.error.code).toBe("cancelled");
  expect(stub.hits.filter((hit) => hit.startsWith("GET"))).toEqual([]);
});
