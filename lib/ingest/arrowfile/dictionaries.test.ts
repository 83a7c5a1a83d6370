import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { ArrowField, ArrowType } from "../columnar/arrowField.ts";
import type { Column } from "../columnar/column.ts";
import { arrowStream, type TestMessage } from "../testing/arrowStream.ts";
import { arrowLoader } from "../testing/loadArrow.ts";
import type { LoadedFile } from "../testing/loadFile.ts";
import { column, field, ints, texts, validity } from "../testing/testColumns.ts";
import { openWasmDuckDb } from "../testing/wasmDuckDb.ts";

let load: (fields: ArrowField[], messages: TestMessage[]) => Promise<LoadedFile>;
beforeAll(async () => {
  const loader = arrowLoader(await openWasmDuckDb());
  load = (fields, messages) => loader(new Blob([new Uint8Array(arrowStream(fields, messages))]));
});

const text32: ArrowType = { kind: "text", offsets: 32 };
const int32: ArrowType & { kind: "int" } = { kind: "int", bits: 32, signed: true };
const coded = (name: string, type: ArrowType, index = int32, id = 0n): ArrowField => ({
  ...field(name, type),
  dictionary: { id, index },
});
const dictionary = (values: Column, isDelta = false, id = 0n): TestMessage => ({
  kind: "dictionary",
  id,
  isDelta,
  column: values,
});
const batch = (...columns: Column[]): TestMessage => ({
  kind: "batch",
  rows: columns[0]?.length ?? 0,
  columns,
});

describe("dictionaries", () => {
  test.each<[string, ArrowType, Column, Column, string[]]>([
    ["text", text32, texts(["a", "bb"]), texts(["", "ccc"]), ["a", "bb", "", "ccc"]],
    ["numbers", int32, ints([1, 2]), ints([3, 4]), ["1", "2", "3", "4"]],
    [
      "truth values",
      { kind: "bool" },
      column(2, [Uint8Array.of(1)]),
      column(2, [Uint8Array.of(2)]),
      ["true", "false", "false", "true"],
    ],
    [
      "views",
      { kind: "text", offsets: "view" },
      views(["short", "a longer text than twelve"]),
      views(["another long text of the delta", ""]),
      ["short", "a longer text than twelve", "another long text of the delta", ""],
    ],
  ])("of %s grow by deltas", async (_, type, first, second, expected) => {
    const { rows } = await load(
      [coded("d", type)],
      [dictionary(first), batch(ints([0, 1])), dictionary(second, true), batch(ints([0, 1, 2, 3]))],
    );
    expect(rows.flat()).toEqual([...expected.slice(0, 2), ...expected]);
  });

  test("are replaced within a stream", async () => {
    const { rows } = await load(
      [coded("d", text32)],
      [dictionary(texts(["old"])), batch(ints([0])), dictionary(texts(["new"])), batch(ints([0, null]))],
    );
    expect(rows.flat()).toEqual(["old", "new", null]);
  });

  test("hold NULLs, and may be within lists", async () => {
    const list = field("l", { kind: "list", offsets: 32 }, [coded("item", text32)]);
    const values = column(2, [Int32Array.of(0, 2, 3)], { children: [ints([1, 0, null])] });
    const { rows } = await load([list], [dictionary(texts(["x", null])), batch(values)]);
    expect(rows.flat()).toEqual(["[NULL, x]", "[NULL]"]);
  });

  test("have indexes without a sign too", async () => {
    const many = Array.from({ length: 200 }, (_, index) => `v${index}`);
    const bytes = column(2, [Uint8Array.of(199, 0)]);
    const { rows } = await load(
      [coded("d", text32, { kind: "int", bits: 8, signed: false })],
      [dictionary(texts(many)), batch(bytes)],
    );
    expect(rows.flat()).toEqual(["v199", "v0"]);
  });

  test("that an index points past are refused", async () => {
    const read = load([coded("d", text32)], [dictionary(texts(["x"])), batch(ints([1]))]);
    await expect(read).rejects.toThrow(
      /message 3 \(byte \d+\): column d: an index of 1 points into a dictionary of 1 values/,
    );
  });
});

test("the same texts come out of every layout that Arrow has for them", async () => {
  const value = fc.option(
    fc.string({ unit: "grapheme", maxLength: 20 }).filter((text) => !/\p{Surrogate}/u.test(text)),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 40 }), async (values) => {
      const distinct = [...new Set(values)];
      const ends: number[] = [];
      const runs: (string | null)[] = [];
      values.forEach((text, at) => {
        if (at > 0 && runs.at(-1) === text) ends[ends.length - 1] = at + 1;
        else {
          ends.push(at + 1);
          runs.push(text);
        }
      });
      const plain = texts(values);
      const [offsets = new Uint8Array(0), bytes = new Uint8Array(0)] = plain.buffers;
      const wide = BigInt64Array.from(new Int32Array(offsets.slice().buffer), BigInt);
      const fields = [
        field("plain", text32),
        field("large", { kind: "text", offsets: 64 }),
        field("views", { kind: "text", offsets: "view" }),
        coded("coded", text32),
        field("runs", { kind: "runs" }, [field("ends", int32), field("values", text32)]),
      ];
      const { rows } = await load(fields, [
        dictionary(texts(distinct)),
        batch(
          plain,
          column(values.length, [wide, bytes], { valid: plain.valid }),
          views(values),
          ints(values.map((text) => distinct.indexOf(text))),
          column(values.length, [], { children: [ints(ends), texts(runs)] }),
        ),
      ]);
      expect(rows).toEqual(values.map((text) => [text, text, text, text, text]));
    }),
    { numRuns: 40, seed: 3 },
  );
});

/** A column of views, those of more than twelve bytes into a buffer each. */
function views(values: readonly (string | null)[]): Column {
  const data: Uint8Array[] = [];
  const bytes = new Uint8Array(values.length * 16);
  const view = new DataView(bytes.buffer);
  values.forEach((value, at) => {
    const text = Buffer.from(value ?? "");
    view.setInt32(at * 16, text.length, true);
    bytes.set(text.subarray(0, 12), at * 16 + 4);
    if (text.length <= 12) return;
    view.setInt32(at * 16 + 8, data.length, true);
    data.push(Buffer.concat([Uint8Array.of(0, 0), text]));
    view.setInt32(at * 16 + 12, 2, true);
  });
  return column(values.length, [bytes], { data, valid: validity(values) });
}
