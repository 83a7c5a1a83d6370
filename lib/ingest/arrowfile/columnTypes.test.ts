import { beforeAll, describe, expect, test } from "vitest";
import type { ArrowField, ArrowType } from "../columnar/arrowField.ts";
import type { Column } from "../columnar/column.ts";
import { arrowStream } from "../testing/arrowStream.ts";
import { arrowLoader } from "../testing/loadArrow.ts";
import type { LoadedFile } from "../testing/loadFile.ts";
import { column, field } from "../testing/testColumns.ts";
import { openWasmDuckDb } from "../testing/wasmDuckDb.ts";

let load: (file: Blob) => Promise<LoadedFile>;
beforeAll(async () => {
  load = arrowLoader(await openWasmDuckDb());
});

const text32: ArrowType = { kind: "text", offsets: 32 };

/** What one column of one batch becomes. */
async function loadColumn(of: ArrowField, values: Column) {
  const bytes = arrowStream([of], [{ kind: "batch", rows: values.length, columns: [values] }]);
  const { types, rows, report } = await load(new Blob([new Uint8Array(bytes)]));
  return { type: types[0], texts: rows.flat(), notes: report.notes };
}

const longs = (...values: bigint[]) => column(values.length, [BigInt64Array.from(values)]);
const words = (...values: number[]) => Int32Array.from(values);
const most = 2n ** 63n - 1n;

describe("types that DuckDB holds in another way", () => {
  test.each<[string, ArrowType, Column, string, (string | null)[], string | null]>([
    [
      "halves",
      { kind: "float", bits: 16 },
      column(3, [Uint16Array.of(0x3c00, 0xc000, 0x7c00)]),
      "FLOAT",
      ["1.0", "-2.0", "inf"],
      null,
    ],
    [
      "months",
      { kind: "interval", unit: "months" },
      column(2, [words(13, -1)]),
      "INTERVAL",
      ["1 year 1 month", "-1 month"],
      null,
    ],
    [
      "days and milliseconds",
      { kind: "interval", unit: "day-time" },
      column(2, [words(1, 5, -1, -5)]),
      "INTERVAL",
      ["1 day 00:00:00.005", "-1 day -00:00:00.005"],
      null,
    ],
    [
      "months, days and nanoseconds",
      { kind: "interval", unit: "month-day-nano" },
      column(2, [BigInt64Array.of(1n | (2n << 32n), 3000n, 0n, -1_000_000_000n)]),
      "INTERVAL",
      ["1 month 2 days 00:00:00.000003", "-00:00:01"],
      null,
    ],
    [
      "intervals finer than microseconds",
      { kind: "interval", unit: "month-day-nano" },
      column(2, [BigInt64Array.of(14n | (2n << 32n), 3n, 0n, 0n)]),
      "VARCHAR",
      ["1 year 2 months 2 days 00:00:00.000000003", "00:00:00"],
      "intervals with nanoseconds are kept as text: a",
    ],
    [
      "seconds",
      { kind: "duration", unit: "s" },
      longs(1n, -90_000n),
      "INTERVAL",
      ["00:00:01", "-25:00:00"],
      null,
    ],
    [
      "whole microseconds in nanoseconds",
      { kind: "duration", unit: "ns" },
      longs(1000n),
      "INTERVAL",
      ["00:00:00.000001"],
      null,
    ],
    [
      "lengths of time past INTERVAL",
      { kind: "duration", unit: "s" },
      longs(most, 1n),
      "VARCHAR",
      ["2562047788015215:30:07", "00:00:01"],
      "lengths of time with nanoseconds, or beyond INTERVAL's range, are kept as text: a",
    ],
    [
      "whole days in milliseconds",
      { kind: "date", unit: "ms" },
      longs(86_400_000n, -86_400_000n),
      "DATE",
      ["1970-01-02", "1969-12-31"],
      null,
    ],
    [
      "days with a time of day",
      { kind: "date", unit: "ms" },
      longs(86_400_000n, 1n),
      "TIMESTAMP",
      ["1970-01-02 00:00:00", "1970-01-01 00:00:00.001"],
      "dates with a time of day are kept as TIMESTAMP: a",
    ],
    [
      "times of day with nanoseconds",
      { kind: "time", unit: "ns", bits: 64 },
      longs(1n, 3_600_000_000_000n),
      "VARCHAR",
      ["00:00:00.000000001", "01:00:00"],
      "times of day with nanoseconds, or of no day, are kept as text: a",
    ],
    [
      "times that are in no year of DuckDB",
      { kind: "timestamp", unit: "s", zone: null },
      longs(10n ** 13n, -(10n ** 14n), 0n),
      "VARCHAR",
      ["318857-05-20 17:46:40", "3166905-02-24 (BC) 14:13:20", "1970-01-01 00:00:00"],
      "times beyond the range of DuckDB's types are kept as text: a",
    ],
    [
      "decimals of 256 bits that 38 digits hold",
      { kind: "decimal", bits: 256, precision: 60, scale: 2 },
      column(2, [BigInt64Array.of(150n, 0n, 0n, 0n, -1n, -1n, -1n, -1n)]),
      "DECIMAL(38,2)",
      ["1.50", "-0.01"],
      null,
    ],
    [
      "decimals of 256 bits that they do not hold",
      { kind: "decimal", bits: 256, precision: 60, scale: 1 },
      column(2, [BigInt64Array.of(0n, 0n, 1n, 0n, -5n, -1n, -1n, -1n)]),
      "VARCHAR",
      [`${2n ** 128n / 10n}.${2n ** 128n % 10n}`, "-0.5"],
      "decimals of more than 38 digits are kept as text: a",
    ],
    [
      "decimals with places left of the point",
      { kind: "decimal", bits: 64, precision: 3, scale: -2 },
      longs(999n, -1n),
      "DECIMAL(5,0)",
      ["99900", "-100"],
      null,
    ],
    [
      "nothing",
      { kind: "null" },
      column(2, []),
      "INTEGER",
      [null, null],
      "columns of the null type are kept as INTEGER without values: a",
    ],
    [
      "bytes of no width",
      { kind: "fixed-bytes", width: 0 },
      column(2, [new Uint8Array(0)]),
      "BLOB",
      ["", ""],
      null,
    ],
    [
      "text that is not UTF-8",
      text32,
      column(2, [words(0, 1, 2), Uint8Array.of(65, 255)]),
      "BLOB",
      ["A", "\\xFF"],
      "text that is not UTF-8 is kept as BLOB: a",
    ],
    [
      "text cut in the middle of a character",
      text32,
      column(2, [words(0, 1, 2), Uint8Array.of(0xc3, 0xa9)]),
      "BLOB",
      ["\\xC3", "\\xA9"],
      "text that is not UTF-8 is kept as BLOB: a",
    ],
  ])("%s", async (_, type, values, duckType, expected, note) => {
    const found = await loadColumn(field("a", type), values);
    expect(found).toEqual({ type: duckType, texts: expected, notes: note === null ? [] : [note] });
  });
});
