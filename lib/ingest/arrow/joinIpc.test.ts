import { Dictionary, Int32, Table, tableFromIPC, tableToIPC, Utf8, vectorFromArray } from "apache-arrow";
import fc from "fast-check";
import { expect, test } from "vitest";
import { joinableSchema, joinIpc } from "./joinIpc.ts";

const streamOf = (numbers: number[]) =>
  tableToIPC(
    new Table({
      n: vectorFromArray(numbers, new Int32()),
      t: vectorFromArray(numbers.map(String), new Utf8()),
    }),
    "stream",
  );

test("joined streams hold the rows of all, in their order", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.integer(), { maxLength: 5 }), { minLength: 1, maxLength: 5 }),
      (parts) => {
        const joined = tableFromIPC(joinIpc(parts.map(streamOf)));
        expect([...(joined.getChild("n") ?? [])]).toEqual(parts.flat().map((n) => n | 0));
        expect([...(joined.getChild("t") ?? [])]).toEqual(parts.flat().map(String));
      },
    ),
  );
});

test("streams have the same beginning just where their schemas are the same", () => {
  expect(joinableSchema(streamOf([1]))).toEqual(joinableSchema(streamOf([2, 3])));
  const other = tableToIPC(new Table({ m: vectorFromArray([1], new Int32()) }), "stream");
  expect(joinableSchema(other)).not.toEqual(joinableSchema(streamOf([1])));
});

test("streams with dictionaries, cut short or of another kind are not joined", () => {
  const words = vectorFromArray(["a", "b", "a"], new Dictionary(new Utf8(), new Int32()));
  expect(joinableSchema(tableToIPC(new Table({ words }), "stream"))).toBeNull();
  expect(joinableSchema(streamOf([1]).slice(0, -8))).toBeNull();
  expect(joinableSchema(new Uint8Array(40))).toBeNull();
});
