import { expect, test } from "vitest";
import { FileHeads } from "./fileHeads.ts";
import type { InputPart } from "./sourceInput.ts";

/** Files that note when they are read; `bad` cannot be. */
function parts(count: number, bad = -1): { inputs: InputPart[]; read: number[] } {
  const read: number[] = [];
  const inputs = Array.from({ length: count }, (_, index) => {
    const file = new File([`file ${index}`], `${index}.csv`);
    file.arrayBuffer = async () => {
      read.push(index);
      if (index === bad) throw new Error(`${index} is gone`);
      return new TextEncoder().encode(`file ${index}`).buffer;
    };
    return { path: file.name, bytes: file.size, file, open: async () => file };
  });
  return { inputs, read };
}

test("each file is read once, eight at a time and none long before its turn", async () => {
  const { inputs, read } = parts(20);
  const heads = new FileHeads(inputs);
  const first = await heads.take(0);
  expect(new TextDecoder().decode(first?.bytes)).toBe("file 0");
  expect(read).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  for (let index = 1; index < 20; index++) {
    const head = await heads.take(index);
    expect(head?.name).toBe(`${index}.csv`);
    expect(read.length).toBe(Math.min(20, index + 8));
  }
});

test("a file that cannot be read fails in its own turn only", async () => {
  const { inputs } = parts(4, 2);
  const heads = new FileHeads(inputs);
  expect((await heads.take(0))?.name).toBe("0.csv");
  expect((await heads.take(1))?.name).toBe("1.csv");
  await expect(heads.take(2)).rejects.toThrow("2 is gone");
  expect((await heads.take(3))?.name).toBe("3.csv");
});

test("nothing is read of what is yet to be unpacked", async () => {
  const { inputs, read } = parts(2);
  const packed = inputs.map((input) => ({ ...input, file: null }));
  expect(await new FileHeads(packed).take(0)).toBeUndefined();
  expect(read).toEqual([]);
});
