import fc from "fast-check";
import { expect, test } from "vitest";
import { dateText } from "../../table/dateText.ts";
import { openNativeDuckDb } from "../testing/nativeDuckDb.ts";
import { clockText, intervalText, timestampText } from "./timeText.ts";

test("dates and times read as DuckDB prints them, over all of its range", async () => {
  const native = await openNativeDuckDb();
  const days = fc.sample(fc.integer({ min: -2_147_483_646, max: 2_147_483_646 }), { numRuns: 500, seed: 1 });
  days.push(0, -1, 59, 60, -719_162, -719_163, -719_528, 11_016);
  const dates = await native.read(
    `SELECT DATE '1970-01-01' + d FROM (SELECT unnest([${days}]::INTEGER[]) d)`,
  );
  expect(days.map((day) => dateText(BigInt(day)))).toEqual(
    dates.rows.map(([date]) => date?.replace(" 00:00:00", "")),
  );
  const range = { min: -9_223_372_022_400_000_000n, max: 2n ** 63n - 2n };
  const micros = fc.sample(fc.bigInt(range), { numRuns: 500, seed: 2 });
  const times = await native.read(`SELECT make_timestamp(t) FROM (SELECT unnest([${micros}]::BIGINT[]) t)`);
  expect(micros.map((value) => timestampText(value, "us"))).toEqual(times.rows.flat());
});

test("the calendar repeats every 400 years beyond that", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 146_096 }), fc.bigInt({ min: 1n, max: 10n ** 9n }), (day, eras) => {
      const [year = "", ...rest] = dateText(BigInt(day)).split("-");
      expect(dateText(BigInt(day) + eras * 146_097n)).toBe([BigInt(year) + eras * 400n, ...rest].join("-"));
    }),
  );
});

test("clocks and intervals show every digit that is not zero", () => {
  expect(clockText(3_723_000_000_001n, "ns")).toBe("01:02:03.000000001");
  expect(clockText(-1n, "ms")).toBe("-00:00:00.001");
  expect(intervalText(-13, 1, 0n)).toBe("-1 year -1 month 1 day");
});
