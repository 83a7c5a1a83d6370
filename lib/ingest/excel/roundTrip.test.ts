import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { type LoadSheet, sheetLoader } from "../testing/loadSheet.ts";
import { makeXlsx, numberCell, rowXml, textCell } from "../testing/makeXlsx.ts";
import { type NativeDuckDb, openNativeDuckDb } from "../testing/nativeDuckDb.ts";
import { openWasmDuckDb } from "../testing/wasmDuckDb.ts";

let load: LoadSheet;
let native: NativeDuckDb;

beforeAll(async () => {
  load = sheetLoader(await openWasmDuckDb());
  native = await openNativeDuckDb();
});

/** A value as a cell, and as DuckDB says it in SQL. */
interface Both {
  cell: string;
  sql: string;
}

const days = { min: 61, max: 2_958_465 };
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
const dayOf = (serial: number) => `DATE '1899-12-30' + ${serial}`;

const columns: Record<string, fc.Arbitrary<Both>> = {
  BIGINT: fc
    .bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n })
    .map((value) => ({ cell: numberCell(String(value)), sql: `${value}::BIGINT` })),
  DOUBLE: fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .filter((value) => !Number.isInteger(value))
    .map((value) => ({ cell: numberCell(value), sql: `'${value}'::DOUBLE` })),
  DATE: fc.integer(days).map((day) => ({ cell: numberCell(day, 1), sql: dayOf(day) })),
  TIMESTAMP: fc.tuple(fc.integer(days), fc.integer({ min: 0, max: 86_399_999 })).map(([day, ms]) => ({
    cell: numberCell(day + ms / 86_400_000, 2),
    sql: `(${dayOf(day)})::TIMESTAMP + to_milliseconds(${ms})`,
  })),
  TIME: fc.integer({ min: 0, max: 86_399_999 }).map((ms) => ({
    cell: numberCell(ms / 86_400_000, 3),
    sql: `TIME '00:00:00' + to_milliseconds(${ms})`,
  })),
  INTERVAL: fc.integer({ min: 86_400_000, max: 2 ** 40 }).map((ms) => ({
    cell: numberCell(ms / 86_400_000, 4),
    sql: `to_milliseconds(${ms})`,
  })),
  BOOLEAN: fc.boolean().map((value) => ({ cell: `<c t="b"><v>${Number(value)}</v></c>`, sql: `${value}` })),
  VARCHAR: fc
    .string({ unit: "grapheme", minLength: 1 })
    .filter((text) => ![...text].some((character) => character < " ") && !text.includes("_x"))
    .map((text) => ({ cell: textCell(text), sql: quoted(text) })),
};

test("what is written to cells is what native DuckDB says the values are", async () => {
  const types = Object.keys(columns);
  const table = fc.array(fc.tuple(...Object.values(columns).map((column) => fc.option(column))), {
    minLength: 1,
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      const full = rows.filter((row) => row.some((value) => value !== null));
      fc.pre(full.length > 0);
      const xml = full.map((row, index) =>
        rowXml(
          index + 2,
          row.map((value) => value?.cell ?? null),
        ),
      );
      const sheet = rowXml(1, types.map(textCell)) + xml.join("");
      const workbook = makeXlsx({ sheets: { s: sheet }, formats: [0, 14, 22, 21, 46] });
      const { types: got, rows: loaded } = await load(workbook, { headerRow: 1 });
      const used = (index: number) => full.some((row) => row[index] !== null);
      // A column without a value has no type to tell.
      expect(got).toEqual(types.map((type, index) => `${type} ${used(index) ? type : "VARCHAR"}`));
      const selects = full.map((row) =>
        row.map((value, index) => `(${value?.sql ?? "NULL"})::${types[index]} AS c${index}`).join(", "),
      );
      const oracle = await native.read(selects.map((select) => `SELECT ${select}`).join(" UNION ALL "));
      expect(loaded).toEqual(oracle.rows);
    }),
    { numRuns: 60 },
  );
});
