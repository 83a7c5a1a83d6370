import { beforeAll, expect, it } from "vitest";
import { NativeDuckDB } from "../sql/testing/nativeDuckDB.ts";
import { commonType } from "./commonType.ts";

let native: NativeDuckDB;

beforeAll(async () => {
  native = await NativeDuckDB.start();
});

/** The least and greatest value of each type. */
const extremes: Record<string, [least: string, greatest: string]> = {
  TINYINT: ["-128", "127"],
  UTINYINT: ["0", "255"],
  SMALLINT: ["-32768", "32767"],
  USMALLINT: ["0", "65535"],
  INTEGER: ["-2147483648", "2147483647"],
  UINTEGER: ["0", "4294967295"],
  BIGINT: ["-9223372036854775808", "9223372036854775807"],
  UBIGINT: ["0", "18446744073709551615"],
  HUGEINT: ["-170141183460469231731687303715884105728", "170141183460469231731687303715884105727"],
  UHUGEINT: ["0", "340282366920938463463374607431768211455"],
  "DECIMAL(4,1)": ["-999.9", "999.9"],
  "DECIMAL(18,3)": ["-999999999999999.999", "999999999999999.999"],
  "DECIMAL(38,10)": ["-9999999999999999999999999999.9999999999", "9999999999999999999999999999.9999999999"],
  FLOAT: ["-3.4028235e+38", "inf"],
  DOUBLE: ["-1.7976931348623157e+308", "nan"],
  DATE: ["0001-01-01", "infinity"],
  TIMESTAMP: ["0001-01-01 00:00:00", "9999-12-31 23:59:59.999999"],
  TIMESTAMP_S: ["1970-01-01 00:00:00", "9999-12-31 23:59:59"],
  TIMESTAMP_NS: ["1970-01-01 00:00:00.000000001", "2200-01-01 00:00:00.123456789"],
  VARCHAR: ["", "zebra"],
  "INTEGER[]": ["[]", "[1, NULL]"],
};

it("holds whatever the two types hold, and exactly unless it is DOUBLE", async () => {
  const types = Object.keys(extremes);
  for (const one of types) {
    const cells = types.flatMap((other) => {
      const as = commonType(one, other);
      expect(commonType(other, one)).toBe(as);
      return (extremes[one] ?? []).map((text) => {
        const value = `'${text}'::${one}::${as}`;
        // By way of its own type it is what its text is straight away: that keeps all of it.
        return as === "DOUBLE" ? `${value} is not null` : `${value} is not distinct from '${text}'::${as}`;
      });
    });
    const { rows } = await native.texts(
      `select ${cells.map((cell, at) => `coalesce(${cell}, false) as c${at}`).join(", ")}`,
    );
    expect(rows[0]?.indexOf("false"), `${one} with ${types.join(" ")}`).toBe(-1);
  }
});

it.each([
  ["INTEGER", "BIGINT", "HUGEINT"],
  ["INTEGER", "UHUGEINT", "VARCHAR"],
  ["INTEGER", "DECIMAL(10,2)", "DECIMAL(12,2)"],
  ["DECIMAL(38,0)", "DECIMAL(38,10)", "DOUBLE"],
  ["FLOAT", "INTEGER", "DOUBLE"],
  ["DATE", "TIMESTAMP_MS", "TIMESTAMP"],
  ["DATE", "TIMESTAMP WITH TIME ZONE", "VARCHAR"],
  ["STRUCT(a INTEGER)", "STRUCT(a INTEGER)", "STRUCT(a INTEGER)"],
  ["STRUCT(a INTEGER)", "INTEGER", "VARCHAR"],
  ["what comes (later)", "INTEGER", "VARCHAR"],
])("of %s and %s is %s", (before, after, as) => {
  expect(commonType(before, after)).toBe(as);
});
