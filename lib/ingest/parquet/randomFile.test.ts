import { expect, test } from "vitest";
import { AheadFile, heldFile } from "./randomFile.ts";

const bytes = Uint8Array.from({ length: 100 }, (_, index) => index);

/** A file that notes each range that is read of it. */
function counted(): { file: Blob; reads: string[] } {
  const reads: string[] = [];
  const file = new Blob([bytes]);
  const slice = file.slice.bind(file);
  file.slice = (from, to) => {
    reads.push(`${from}-${to}`);
    return slice(from, to);
  };
  return { file, reads };
}

async function read(file: Pick<AheadFile, "slice">, from: number, to: number): Promise<number[]> {
  return [...new Uint8Array(await file.slice(from, to).arrayBuffer())];
}

test("a row group that was begun is read once, whatever is asked of it", async () => {
  const { file, reads } = counted();
  const ahead = new AheadFile(file, [[4, 40], [40, 90], null]);
  ahead.begin(0);
  ahead.begin(1);
  expect(await read(ahead, 4, 6)).toEqual([4, 5]);
  expect(await read(ahead, 38, 40)).toEqual([38, 39]);
  expect(await read(ahead, 88, 90)).toEqual([88, 89]);
  expect(reads).toEqual(["4-40", "40-90"]);
});

test("what was not begun, is forgotten or goes beyond a row group is read as it is asked for", async () => {
  const { file, reads } = counted();
  const ahead = new AheadFile(file, [[4, 40], [40, 60], [60, 90], null]);
  for (const group of [0, 1, 2, 3]) ahead.begin(group);
  expect(await read(ahead, 4, 6)).toEqual([4, 5]);
  expect(await read(ahead, 59, 61)).toEqual([59, 60]);
  expect(await read(ahead, 92, 93)).toEqual([92]);
  expect(reads).toEqual(["4-40", "40-60", "60-90", "4-6", "59-61", "92-93"]);
});

test("a file in memory gives copies of its bytes", async () => {
  const held = heldFile(bytes.subarray(10, 20));
  expect(held.size).toBe(10);
  const part = await held.slice(2, 4).arrayBuffer();
  new Uint8Array(part).fill(0);
  expect(await read(held, 2, 4)).toEqual([12, 13]);
});
