import { beforeAll, describe, expect, it } from "vitest";
import { quoteIdentifier } from "../sql/quote.ts";
import { columnDetails } from "./columnDetails.ts";
import type { ColumnDetails } from "./columnProfile.ts";
import { isNumeric } from "./family.ts";
import { isFiniteSql } from "./profileSql.ts";
import { type NativeRows, openNative } from "./testing/nativeRows.ts";
import { createOddColumns } from "./testing/oddColumns.ts";

let native: NativeRows;
const found = new Map<string, ColumnDetails>();

beforeAll(async () => {
  native = await openNative();
  await native.run(createOddColumns);
  const columns = await native.columns('"odd columns"');
  const details = await columnDetails(native.ask, '"odd columns"', columns, 100);
  columns.forEach(({ name }, at) => {
    const one = details[at];
    if (one) found.set(name, one);
  });
});

function of(name: string): ColumnDetails {
  const details = found.get(name);
  if (!details) throw new Error(`no column ${name}`);
  return details;
}

describe("the details of a column", () => {
  it("are what DuckDB finds where it is asked column by column", async () => {
    for (const column of await native.columns('"odd columns"')) {
      const value = quoteIdentifier(column.name);
      const finite = isFiniteSql(column) ?? "true";
      const details = of(column.name);
      const plain = async (sql: string) =>
        (await native.ask(`select ${sql} as x from "odd columns" where ${finite}`, 1))[0]?.x;
      if (details.distinct) {
        const [row] = await native.ask(`select count(distinct ${value})::DOUBLE as x from "odd columns"`, 1);
        expect(details.distinct, column.name).toEqual({ count: row?.x, isExact: true });
      }
      if (details.mean !== null)
        expect(Number(details.mean) / Number(await plain(`avg(${value}::DOUBLE)`)), column.name).toBeCloseTo(
          1,
          9,
        );
      if (details.std !== null && column.name !== "vast")
        expect(details.std).toBeCloseTo(Number(await plain(`stddev_samp(${value}::DOUBLE)`)), 9);
      if (details.quartiles) {
        const median = String(await plain(`quantile_cont(${value}, 0.5)::VARCHAR`));
        const found = details.quartiles.values[1];
        // How DuckDB rounds the middle of two decimals depends on what else is asked for.
        if (isNumeric(column.family)) expect(Number(found), column.name).toBeCloseTo(Number(median), 12);
        else expect(found, column.name).toBe(median);
      }
      const lengths = details.text;
      if (lengths) expect(lengths.mean).toBeCloseTo(Number(await plain(`avg(length(${value}))`)), 9);
    }
  });

  it("tell no deviation of numbers whose squares are none, and count empty texts and fields without a value", () => {
    expect(of("vast").std).toBeNull();
    expect(of("word").text).toEqual({ shortest: 0, mean: 0.6666666666666666, longest: 1, empty: 25 });
    expect(of("pair").fields).toEqual([
      { name: "a", type: "BIGINT", nulls: 0 },
      { name: "b", type: "VARCHAR", nulls: 50 },
    ]);
    expect(of("items").lengths).toEqual({ shortest: 1, mean: 2.5, longest: 4, empty: 0 });
    expect(of("nothing")).toMatchObject({ distinct: { count: 0 }, mean: null, quartiles: null });
  });

  it("tell the span of times, the longest gap, and which hours and weekdays they fall on, also before 1970", async () => {
    await native.run(`create table visits as select unnest([TIMESTAMP '1969-12-29 00:30:00',
      TIMESTAMP '1969-12-29 23:59:59.999999', TIMESTAMP '2024-03-03 12:00:00', TIMESTAMP '2024-03-04 12:30:00']) as t`);
    const [details] = await columnDetails(native.ask, "visits", await native.columns("visits"), 4);
    const [span] = await native.ask(
      "select (epoch_us(max(t)) - epoch_us(min(t)))::VARCHAR as x from visits",
      1,
    );
    expect(details?.time?.spanMicros).toBe(span?.x);
    expect(details?.time?.gap?.after).toBe("1969-12-29 23:59:59.999999");
    expect(details?.time?.byWeekday).toEqual([3, 0, 0, 0, 0, 0, 1]);
    expect(
      details?.time?.byHour
        .map((rows, hour) => (rows > 0 ? `${hour}: ${rows}` : ""))
        .join(" ")
        .trim(),
    ).toMatch(/^0: 1 +12: 2 +23: 1$/);
  });
});
