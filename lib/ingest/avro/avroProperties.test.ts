import type { Schema } from "avsc";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { avroFile } from "../testing/avroFile.ts";
import { collectingSink } from "../testing/collectingSink.ts";
import { fileLoader, type LoadedFile } from "../testing/loadFile.ts";
import { openWasmDuckDb } from "../testing/wasmDuckDb.ts";
import { IngestError } from "../types.ts";
import { readAvro } from "./readAvro.ts";

const signal = new AbortController().signal;
let load: (bytes: Uint8Array) => Promise<LoadedFile>;

beforeAll(async () => {
  const loader = fileLoader(await openWasmDuckDb(), (file, sink) =>
    readAvro(file, sink, () => undefined, signal),
  );
  load = (bytes) => loader(new Blob([new Uint8Array(bytes)]));
});

/** A type with values of it, and the text that DuckDB must show for each. */
interface Case {
  schema: Schema;
  value: fc.Arbitrary<{ avro: unknown; text: string | null }>;
}

const safeText = fc
  .string({ unit: "grapheme", maxLength: 40 })
  .filter((text) => !/\p{Surrogate}/u.test(text));
const words = fc.string({ unit: fc.constant("w"), minLength: 1, maxLength: 5 });
const leaves: Case[] = [
  { schema: "int", value: fc.integer().map((n) => ({ avro: n, text: String(n) })) },
  { schema: "boolean", value: fc.boolean().map((b) => ({ avro: b, text: String(b) })) },
  { schema: "string", value: safeText.map((s) => ({ avro: s, text: s })) },
  {
    schema: "long",
    value: fc.integer({ min: -(2 ** 52), max: 2 ** 52 }).map((n) => ({ avro: n, text: String(n) })),
  },
  {
    schema: ["null", "int"],
    value: fc.option(fc.integer()).map((n) => ({
      avro: n === null ? null : { int: n },
      text: n === null ? null : String(n),
    })),
  },
  {
    schema: ["boolean", "null", "long"],
    value: fc.oneof(
      fc.boolean().map((b) => ({ avro: { boolean: b }, text: String(b) })),
      fc.constant({ avro: null, text: null }),
      fc.integer().map((n) => ({ avro: { long: n }, text: String(n) })),
    ),
  },
  {
    schema: { type: "array", items: ["null", "int"] },
    value: fc.array(fc.option(fc.integer()), { maxLength: 5 }).map((items) => ({
      avro: items.map((n) => (n === null ? null : { int: n })),
      text: `[${items.map((n) => n ?? "NULL").join(", ")}]`,
    })),
  },
  {
    schema: { type: "map", values: "int" },
    value: fc.dictionary(words, fc.integer(), { maxKeys: 4 }).map((map) => ({
      avro: { ...map },
      text: `{${Object.entries(map)
        .map(([key, n]) => `${key}=${n}`)
        .join(", ")}}`,
    })),
  },
];

test("any table comes out as it was written, whatever the blocks", async () => {
  const table = fc
    .array(fc.integer({ min: 0, max: leaves.length - 1 }), { minLength: 1, maxLength: 5 })
    .chain((picks) => {
      const cases = picks.flatMap((pick) => leaves[pick] ?? []);
      const row = fc.tuple(...cases.map(({ value }) => value));
      return fc.tuple(fc.constant(cases), fc.array(row, { maxLength: 30 }), fc.integer({ min: 1, max: 40 }));
    });
  await fc.assert(
    fc.asyncProperty(table, fc.boolean(), async ([cases, rows, blockRows], isPacked) => {
      const schema: Schema = {
        type: "record",
        name: "r",
        fields: cases.map((of, index) => ({ name: `c${index}`, type: of.schema })),
      };
      const records = rows.map((row) =>
        Object.fromEntries(row.map(({ avro }, index) => [`c${index}`, avro])),
      );
      const bytes = avroFile(schema, records, { blockRows, codec: isPacked ? "deflate" : "null" });
      const loaded = await load(bytes);
      expect(loaded.rows).toEqual(rows.map((row) => row.map(({ text }) => text)));
    }),
    { numRuns: 40, seed: 7 },
  );
});

test("a file with bytes changed anywhere is read or refused, and every row is accounted for", async () => {
  const records = Array.from({ length: 200 }, (_, n) => ({ n, s: { string: `row ${n}` }, l: [n, n + 1] }));
  const schema: Schema = {
    type: "record",
    name: "r",
    fields: [
      { name: "n", type: "int" },
      { name: "s", type: ["null", "string"] },
      { name: "l", type: { type: "array", items: "int" } },
    ],
  };
  const whole = avroFile(schema, records, { blockRows: 50 });
  const change = fc.tuple(
    fc.integer({ min: 0, max: whole.length - 1 }),
    fc.uint8Array({ minLength: 1, maxLength: 12 }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(change, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 1, max: whole.length }),
      async (changes, end) => {
        const bytes = whole.slice();
        for (const [at, values] of changes) bytes.set(values.subarray(0, bytes.length - at), at);
        const file = new Blob([bytes.slice(0, end % 3 === 0 ? end : bytes.length)]);
        try {
          const report = await readAvro(file, collectingSink(), () => undefined, signal);
          expect(report.rows).toBe(report.loaded + report.rejects.length);
        } catch (problem) {
          expect(problem).toBeInstanceOf(IngestError);
        }
      },
    ),
    { numRuns: 200, seed: 11 },
  );
});
