import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { jsonLoader, type LoadJson } from "../testing/loadJson.ts";
import { openWasmDuckDb } from "../testing/wasmDuckDb.ts";

let load: LoadJson;
beforeAll(async () => {
  load = jsonLoader(await openWasmDuckDb());
});

const text = fc.oneof(
  fc.string({ maxLength: 9 }),
  fc.string({ unit: "binary", maxLength: 9 }),
  fc.constantFrom("", "abc", "abcd", 'a"b', "\\", "tab\t", "é", "日本語", "😀 and more", "\ud800", "\u0001"),
);
const time = fc.constantFrom(
  "2026-01-31 12:34:56",
  "2026-01-31T12:34:56.7",
  "2026-02-28 00:00",
  "0001-01-01 00:00:00.123456",
);
/** Mostly what the column holds, at times NULL, and now and then what makes it another column. */
const mostly = (usual: fc.Arbitrary<unknown>, ...odd: unknown[]) =>
  fc.oneof(
    { weight: 80, arbitrary: usual },
    { weight: 10, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom(...odd) },
  );
const values = {
  id: mostly(fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.constant(-0)), 1.5, "7", 1e21),
  name: mostly(text, 5, true),
  at: mostly(time, "2026-02-30 00:00:00", "2026-01-31", "soon", 7),
  price: mostly(fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer()), "x"),
  paid: mostly(fc.boolean(), 0, "true"),
  tags: mostly(fc.array(text, { maxLength: 3 }), {}, "t"),
  more: mostly(fc.record({ a: fc.integer(), b: text }, { requiredKeys: [] }), [], { c: 1 }),
};
const ordinary =
  '{"id":1,"name":"n","at":"2026-01-01 00:00:00","price":0.5,"paid":true,"tags":["t"],"more":{"a":1,"b":"b"}}';

const record = fc
  .record(values, { requiredKeys: [] })
  .map((given) => Object.entries(given).map(([key, value]) => [key, JSON.stringify(value)] as const))
  .chain((members) =>
    fc.record({
      order: fc.oneof({ weight: 6, arbitrary: fc.constant(members) }, fc.shuffledSubarray(members)),
      twice: fc.oneof({ weight: 9, arbitrary: fc.constant([]) }, fc.subarray(members)),
      colon: fc.constantFrom(":", ":", ": ", " : ", ":  "),
      comma: fc.constantFrom(",", ",", ", ", " ,", ",\t"),
      end: fc.constantFrom("", "", "", " ", "\r", "\t\r", "x", "}"),
      cut: fc.oneof({ weight: 19, arbitrary: fc.constant(0) }, fc.nat(40)),
    }),
  )
  .map(({ order, twice, colon, comma, end, cut }) => {
    const members = [...order, ...twice].map(([key, value]) => `"${key}"${colon}${value}`);
    const line = `{${members.join(comma)}}${end}`;
    return cut > 0 ? line.slice(0, -cut) : line;
  });

describe("lines read by what is expected of them", () => {
  test("hold the same rows, rejects and notes as the same lines read the long way", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { maxLength: 12 }),
        fc.integer({ min: 5, max: 900 }),
        async (lines, chunk) => {
          const all = [ordinary, ordinary, ...lines];
          const fast = await load(`${all.join("\n")}\n`, chunk);
          // A blank in front of its brace sends a line the long way.
          const slow = await load(`${all.map((line) => ` ${line}`).join("\n")}\n`, chunk);
          expect(fast.types).toEqual(slow.types);
          expect(fast.rows).toEqual(slow.rows);
          expect(fast.report.notes).toEqual(slow.report.notes);
          expect(fast.report.skipped).toEqual(slow.report.skipped);
          const places = ({ report }: typeof fast, shift: number) =>
            report.rejects.map(({ line, byte, reason, raw }) => ({
              line,
              byte: byte - line * shift,
              reason,
              raw: raw.trim(),
            }));
          expect(places(fast, 0)).toEqual(places(slow, 1));
        },
      ),
      { numRuns: 150 },
    );
  });

  test("text of every length beside the ends of words is read whole", async () => {
    const texts = Array.from({ length: 40 }, (_, length) => "abcdefghij".repeat(4).slice(0, length));
    const { rows } = await load(texts.map((one) => `{"t":"${one}","u":"${one}é"}\n`).join(""));
    expect(rows).toEqual(texts.map((one) => [one, `${one}é`]));
  });

  test("a file that ends within a word of its last line is read to its end", async () => {
    for (const end of ["", "\n", "\n\n", "\n\n\n\n\n"]) {
      expect((await load(`{"a":1}\n{"a":2}${end}`)).rows).toEqual([["1"], ["2"]]);
    }
  });
});
