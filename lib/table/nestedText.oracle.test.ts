import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { everyContainer, everyScalar } from "../ingest/testing/everyType.ts";
import { quoteLiteral } from "../sql/quote.ts";
import { NativeDuckDB } from "../sql/testing/nativeDuckDB.ts";
import { parseDuckType } from "./duckType.ts";
import { type NestedValue, parseNestedText } from "./nestedText.ts";

let native: NativeDuckDB;

beforeAll(async () => {
  native = await NativeDuckDB.start();
});
afterAll(() => native.stop());

/** All texts without parts, from left to right. */
function leaves(value: NestedValue): (string | null)[] {
  switch (value.kind) {
    case "null":
      return [null];
    case "text":
      return [value.text];
    case "list":
      return value.items.flatMap(leaves);
    case "struct":
      return value.fields.flatMap((field) => [field.name, ...leaves(field.value)]);
    case "map":
      return value.entries.flatMap((entry) => [...leaves(entry.key), ...leaves(entry.value)]);
  }
}

/** What `everyContainer` holds, by container, around one value. */
const around: Record<string, (value: string | null) => (string | null)[]> = {
  list: (value) => [value, null],
  array: (value) => [value, null],
  struct: (value) => ["a b", value, "c", null],
  map: (value) => ["k,=", value, "n", null],
  deep: (value) => ["m", "1", "x", value, null, null],
};

test("a value of every type, in every container, is read as DuckDB prints it alone", async () => {
  const cases = Object.entries(everyScalar).flatMap(([type, values]) =>
    values.flatMap((value) =>
      Object.entries(everyContainer)
        .filter(([name]) => name in around && !(name === "array" && /VARCHAR|BLOB|ENUM/.test(type)))
        .map(([name, make]) => ({ name, alone: `(${value})`, nested: make(value, type) })),
    ),
  );
  const sql = `select ${cases.map(({ alone, nested }, at) => `${alone} as a${at}, ${nested} as n${at}`).join(", ")}`;
  const { types, rows } = await native.texts(sql);
  const row = rows[0] ?? [];
  cases.forEach(({ name, nested }, at) => {
    const read = parseNestedText(row[2 * at + 1] ?? "", parseDuckType(types[2 * at + 1] ?? ""));
    expect(read && leaves(read), `${nested}: ${row[2 * at + 1]}`).toEqual(
      around[name]?.(row[2 * at] ?? null),
    );
  });
});

test("texts of any characters come out of lists, structs and maps as they went in", async () => {
  const sign = fc.constantFrom(..."ab ,:='\"\\[]{}()\n\t|é🦆", "NULL", "null");
  const text = fc.array(sign, { maxLength: 8 }).map((signs) => signs.join(""));
  const sets = fc.sample(fc.uniqueArray(text, { minLength: 1, maxLength: 5 }), { numRuns: 120, seed: 7 });
  const columns = sets.map((texts) => {
    const all = texts.map(quoteLiteral);
    const list = `[${all.join(", ")}]`;
    return `{'list': ${list}, 'map': map(${list}, ${list}), ${quoteLiteral(`f ${texts[0]}`)}: [[${all[0]}], NULL]}`;
  });
  const { types, rows } = await native.texts(
    `select ${columns.map((sql, at) => `${sql} as c${at}`).join(", ")}`,
  );
  sets.forEach((texts, at) => {
    const printed = rows[0]?.[at] ?? "";
    const read = parseNestedText(printed, parseDuckType(types[at] ?? ""));
    const pairs = texts.flatMap((each) => [each, each]);
    expect(read && leaves(read), printed).toEqual([
      "list",
      ...texts,
      "map",
      ...pairs,
      `f ${texts[0]}`,
      texts[0],
      null,
    ]);
  });
});

test("JSON inside, and enums that look like something else, are told apart from what is around them", async () => {
  const sql = `select [json '"a, b"', json '{"x":["]"]}', json 'null', NULL] as list,
    {'j': json '{"a":"}"}', 'e': 'NULL'::enum('NULL', ', ')} as struct, map{json '{"a":1}': ', '::enum('NULL', ', ')} as map`;
  const { types, rows } = await native.texts(sql);
  const read = types.map((type, at) => parseNestedText(rows[0]?.[at] ?? "", parseDuckType(type)));
  expect(read.map((value) => value && leaves(value))).toEqual([
    ['"a, b"', '{"x":["]"]}', "null", null],
    ["j", '{"a":"}"}', "e", "NULL"],
    ['{"a":1}', ", "],
  ]);
});

test("what does not follow its type is not read: unions, and texts that were cut or are something else", () => {
  const read = (text: string, type: string) => parseNestedText(text, parseDuckType(type));
  expect(read("[1, 2", "INTEGER[]")).toBeNull();
  expect(read("[1, 2] ", "INTEGER[]")).toBeNull();
  expect(read("{'a': 1}", "STRUCT(b INTEGER)")).toBeNull();
  expect(read("{'a': 1}", "STRUCT(a INTEGER, b INTEGER)")).toBeNull();
  expect(read("['a, b", "VARCHAR[]")).toBeNull();
  expect(read("[a, b, c]", "VARCHAR[2]")).toBeNull();
  expect(read("[a, b]", "UNION(n INTEGER, s VARCHAR)[]")).toBeNull();
  expect(read("[]", "INTEGER[]")).toEqual({ kind: "list", items: [] });
  expect(read("NULL", "INTEGER[]")).toEqual({ kind: "null" });
});
