import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { openWasmDuckDb, type WasmDuckDb } from "../ingest/testing/wasmDuckDb.ts";
import { DuckTime } from "./duckTime.ts";
import { parsePinnedSchema } from "./pinnedSchema.ts";
import { plainNumber } from "./plainNumber.ts";
import { WasmRelations } from "./testing/wasmRelations.ts";
import { writeDefault } from "./writeDefault.ts";

let db: WasmDuckDb;
let tables = 0;
beforeAll(async () => {
  db = await openWasmDuckDb();
});

/** Writes rows under a pinned schema; answers the relation and the reasons why rows were set aside. */
async function write(schema: string, rows: unknown) {
  const parsed = parsePinnedSchema(schema);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const relations = new WasmRelations(db, `pinned_${++tables}`);
  const sink = {
    write: (ipc: Uint8Array) => relations.write(ipc),
    widen: (column: string, to: string) => relations.widen(column, to, null),
    addColumn: (column: string, to: string) => relations.addColumn(column, to),
    reject: relations.reject.bind(relations),
  };
  const report = await writeDefault(rows, sink, () => undefined, parsed.value);
  return {
    ...relations.written(),
    report,
    reasons: relations.rejects.map(({ row, error }) => `${row}: ${error}`),
  };
}

describe("rows under a pinned schema", () => {
  const fitting: [type: string, value: unknown, text: string][] = [
    ["INTEGER", 7n, "7"],
    ["UINTEGER", 4294967295, "4294967295"],
    ["BIGINT", 9007199254740993n, "9007199254740993"],
    ["BIGINT", 5, "5"],
    ["UBIGINT", 18446744073709551615n, "18446744073709551615"],
    ["HUGEINT", -(2n ** 127n) + 1n, "-170141183460469231731687303715884105727"],
    ["DOUBLE", 1, "1.0"],
    ["DOUBLE", 2n ** 70n, "1.1805916207174113e+21"],
    ["FLOAT", 0.5, "0.5"],
    ["DECIMAL(10,2)", 0.1, "0.10"],
    ["DECIMAL(10,7)", 1e-7, "0.0000001"],
    ["DECIMAL(38,2)", "123456789012345678901234567890.12", "123456789012345678901234567890.12"],
    ["VARCHAR", "", ""],
    ["BOOLEAN", false, "false"],
    ["TIMESTAMP", new Date(1), "1970-01-01 00:00:00.001"],
    ["TIMESTAMP WITH TIME ZONE", new Date(0), "1970-01-01 00:00:00+00"],
    ["TIMESTAMP_MS", new Date(5), "1970-01-01 00:00:00.005"],
    ["DATE", new DuckTime("DATE", 1n), "1970-01-02"],
    ["BLOB", new Uint8Array([97]), "a"],
    ["UUID", "00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000001"],
    ["ENUM('a', 'b')", "b", "b"],
    ["DECIMAL(4,1)[]", [1, null, 2.5], "[1.0, NULL, 2.5]"],
    ["INTEGER[2]", [1, 2], "[1, 2]"],
    ["STRUCT(a BIGINT, b VARCHAR)", { b: "x", a: 1 }, "{'a': 1, 'b': x}"],
    ["MAP(VARCHAR, UBIGINT)", new Map([["k", 1n]]), "{k=1}"],
  ];
  for (const [type, value, text] of fitting) {
    it(`keeps ${typeof value} as ${type}: ${text}`, async () => {
      const { rows, types, reasons, report } = await write(`v ${type}`, [
        { v: value },
        { v: null },
        { v: undefined },
      ]);
      expect(reasons).toEqual([]);
      expect(rows).toEqual([[text], [null], [null]]);
      expect(types.v?.replaceAll('"', "")).toBe(type);
      expect(report.notices).toEqual([]);
    });
  }

  const refused: [type: string, value: unknown, why: string][] = [
    ["BIGINT", "5", 'the text "5" does not fit BIGINT'],
    ["INTEGER", 1.5, "the number 1.5 does not fit INTEGER"],
    ["INTEGER", 2 ** 31, "the number 2147483648 does not fit INTEGER"],
    ["UTINYINT", -1, "the number -1 does not fit UTINYINT"],
    ["BIGINT", 2 ** 53, "the number 9007199254740992 does not fit BIGINT"],
    ["DOUBLE", 9007199254740993n, "the bigint 9007199254740993 does not fit DOUBLE"],
    ["FLOAT", 0.1, "the number 0.1 does not fit FLOAT"],
    ["DECIMAL(4,2)", 123.4, "the number 123.4 does not fit DECIMAL(4,2)"],
    ["DECIMAL(4,2)", 0.125, "the number 0.125 does not fit DECIMAL(4,2)"],
    ["DECIMAL(4,2)", "1.00", 'the text "1.00" does not fit DECIMAL(4,2)'],
    ["DECIMAL(4,2)", Number.NaN, "the number NaN does not fit DECIMAL(4,2)"],
    ["VARCHAR", 1, "the number 1 does not fit VARCHAR"],
    ["DATE", new Date(0), "a Date does not fit DATE"],
    ["TIMESTAMP", new DuckTime("DATE", 0n), "the DATE 1970-01-01 does not fit TIMESTAMP"],
    ["TIMESTAMP", new Date(Number.NaN), "an invalid Date does not fit TIMESTAMP"],
    ["ENUM('a')", "b", "the text \"b\" does not fit ENUM('a')"],
    ["UUID", "x", 'the text "x" does not fit UUID'],
    ["INTEGER[2]", [1], "a list does not fit INTEGER[2]"],
    ["INTEGER[]", [1, "x"], 'the text "x" does not fit INTEGER'],
    ["STRUCT(a INTEGER)", {}, "an object does not fit"],
    ["STRUCT(a INTEGER)", { b: 1 }, 'the field "b" is not in'],
    ["STRUCT(a INTEGER, b INTEGER)", { a: 1 }, 'the field "b" is missing'],
    ["MAP(VARCHAR, INTEGER)", new Map([[null, 1]]), "does not fit VARCHAR"],
  ];
  for (const [type, value, why] of refused) {
    it(`sets aside ${type}: ${why}`, async () => {
      const { rows, reasons } = await write(`n INTEGER, v ${type}`, [
        { n: 1, v: null },
        { n: 2, v: value },
        { n: 3, v: null },
      ]);
      expect(rows).toEqual([
        ["1", null],
        ["3", null],
      ]);
      expect(reasons).toEqual([expect.stringContaining('2: Column "v": ')]);
      expect(reasons[0]).toContain(why === "an object does not fit" ? "v" : why);
    });
  }

  it("tells columns that are missing and columns that are too many, and keeps the order of the schema", async () => {
    const { rows, reasons } = await write("a INTEGER, b VARCHAR", [
      { b: "x", a: 1 },
      { a: 2 },
      { a: 3, b: "y", c: 0 },
      { A: 4, b: "z" },
      5,
    ]);
    expect(rows).toEqual([["1", "x"]]);
    expect(reasons).toEqual([
      '2: It has no column "b", which is in the pinned schema.',
      '3: It has a column "c", which is not in the pinned schema.',
      '4: It has a column "A", which is not in the pinned schema.',
      "5: A row must be an object with the pinned columns; this one is a number.",
    ]);
  });

  it("makes an empty relation with the pinned columns, and of plain values the column value", async () => {
    expect(await write("a INTEGER, d DECIMAL(5,1)", [])).toMatchObject({
      rows: [],
      types: { a: "INTEGER", d: "DECIMAL(5,1)" },
    });
    expect((await write("value DOUBLE", [1, 2.5])).rows).toEqual([["1.0"], ["2.5"]]);
  });

  it("holds for later batches as for the first", async () => {
    function* many() {
      for (let i = 0; i < 60_000; i++) yield { n: i };
      yield { n: "late" };
    }
    const { report, reasons, types } = await write("n BIGINT", many());
    expect([report.rows, types.n, reasons]).toEqual([
      60_000,
      "BIGINT",
      [expect.stringContaining('60001: Column "n": the text "late"')],
    ]);
  });

  it("prints any number without an exponent and without losing a digit", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = plainNumber(value) ?? "";
        expect(text).toMatch(/^-?\d+(\.\d+)?$/);
        expect(Number(text)).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});
