import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NativeDuckDB } from "../../sql/testing/nativeDuckDB.ts";
import { blobBytes, hexLines } from "./blobBytes.ts";
import { inspectValue, type TreeValue } from "./inspectedValue.ts";
import { textLength, withVisibleBlanks } from "./textFacts.ts";
import { timeInZones } from "./timeInZone.ts";

let native: NativeDuckDB;

beforeAll(async () => {
  native = await NativeDuckDB.start();
});
afterAll(() => native.stop());

async function inspected(sql: string, zones: readonly string[] = []) {
  const { types, rows } = await native.texts(`select ${sql} as v`);
  return inspectValue(rows[0]?.[0] ?? null, types[0] ?? "", zones);
}

/** A tree in one line. */
function line(tree: TreeValue): string {
  if (tree.kind === "leaf") return tree.text;
  const parts = tree.parts.map(({ name, value }) => `${name}: ${line(value)}`).join(", ");
  return `${tree.brackets[0]}${parts}${tree.brackets[1]}`;
}

test("bytes of every value come back from DuckDB's text, also as a dump", async () => {
  const { rows } = await native.texts(
    "select from_hex(string_agg(printf('%02x', range), '' order by range)) as b from range(256)",
  );
  const bytes = blobBytes(rows[0]?.[0] ?? "");
  expect([...(bytes ?? [])]).toEqual(Array.from({ length: 256 }, (_, at) => at));
  expect(hexLines(new Uint8Array([0x41, 0, 0x7e, 0xff, 0x42]), 4)).toEqual([
    { offset: "0000", hex: "41 00 7e ff", ascii: "A.~." },
    { offset: "0004", hex: "42", ascii: "B" },
  ]);
  expect(blobBytes("half \\x4")).toBeNull();
});

test("an instant stands in UTC and in another zone as DuckDB has it there, to the last digit", async () => {
  const zone = "Asia/Kolkata";
  const instants = ["2026-07-01 12:34:56.789012+02", "1969-12-31 23:59:59.9-03:30", "0005-03-01 00:00:00+00"];
  for (const instant of instants) {
    const { rows } = await native.texts(
      `select timestamptz '${instant}' as at, (timestamptz '${instant}' at time zone 'UTC')::varchar as utc,
       (timestamptz '${instant}' at time zone '${zone}')::varchar as there`,
    );
    const [at = "", utc, there] = rows[0] ?? [];
    const times = timeInZones(at ?? "", [zone]);
    expect(times.map(({ text }) => text.slice(4).replace(/[+-]\d\d:\d\d(:\d\d)?$/, ""))).toEqual([
      utc,
      there,
    ]);
  }
  expect(timeInZones("infinity", [zone])).toEqual([]);
  expect(timeInZones("2026-02-03 04:05:06+00", ["UTC"])).toEqual([
    { zone: "UTC", text: "Tue 2026-02-03 04:05:06+00:00" },
  ]);
});

describe("a value is looked at as what it is", () => {
  test("nested values and JSON as a tree, whose numbers keep their digits", async () => {
    const nested = await inspected("{'a b': [1, NULL], 'm': map {['k']: 'x, y'}, 'e': []::int[]}");
    expect(nested.kind === "tree" && line(nested.tree)).toBe(
      '{a b: [1: 1, 2: NULL], m: {[k]: "x, y"}, e: []}',
    );
    const json = await inspected(`json '{"big": 12345678901234567890.10, "l": [true, null, "x"]}'`);
    expect(json.kind === "tree" && line(json.tree)).toBe(
      '{big: 12345678901234567890.10, l: [0: true, 1: null, 2: "x"]}',
    );
    expect((await inspected("'[1, 2]'")).kind).toBe("tree");
    expect((await inspected("'[not json'")).kind).toBe("text");
    expect((await inspected("union_value(n := 1)")).kind).toBe("text");
  });

  test("numbers with their digits in threes, bytes as bytes, instants as times, NULL as nothing", async () => {
    expect(await inspected("-1234567.50::decimal(12,2)")).toEqual({
      kind: "number",
      text: "-1234567.50",
      grouped: "-1,234,567.50",
    });
    expect(await inspected("1e300")).toEqual({ kind: "number", text: "1e+300", grouped: null });
    expect((await inspected("'\\xAA'::blob")).kind).toBe("bytes");
    expect((await inspected("timestamptz '2026-01-01 00:00:00+00'")).kind).toBe("times");
    expect((await inspected("timestamptz 'infinity'")).kind).toBe("text");
    expect(await inspected("NULL::int")).toEqual({ kind: "null" });
  });
});

test("a text's length is that of DuckDB, and its blanks can be made seen", async () => {
  const text = "aé漢🦆\t b\u200bc\u00a0\r\n";
  const { rows } = await native.texts(
    `select length(t) as l, strlen(t) as b from (select 'aé漢🦆' || chr(9) || ' b' || chr(8203) || 'c' || chr(160) || chr(13) || chr(10) as t)`,
  );
  const { characters, bytes } = textLength(text);
  expect([String(characters), String(bytes)]).toEqual(rows[0]);
  expect(withVisibleBlanks(text)).toBe("aé漢🦆→\t·b⟨U+200B⟩c⍽␍↵\n");
});
