import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DuckTime, type DuckTimeType } from "./duckTime.ts";

describe("DuckTime", () => {
  let connection: DuckDBConnection;
  beforeAll(async () => {
    connection = await (await DuckDBInstance.create(":memory:")).connect();
    await connection.run("SET TimeZone='UTC'");
  });
  afterAll(() => connection.closeSync());

  const units: Record<DuckTimeType, { sql: (steps: string) => string; samples: bigint[] }> = {
    DATE: {
      sql: (steps) => `('1970-01-01'::DATE + (${steps})::INTEGER)`,
      samples: [
        0n,
        -1n,
        1n,
        20484n,
        59n,
        -719162n,
        -719163n,
        -719529n,
        2932896n,
        2932897n,
        50_000_000n,
        -1_000_000n,
      ],
    },
    TIME: {
      sql: (s) => `make_time(0, 0, 0) + to_microseconds(${s})`,
      samples: [0n, 1n, 43_200_000_000n, 86_399_999_999n],
    },
    TIMESTAMP: {
      sql: (steps) => `make_timestamp(${steps}::BIGINT)`,
      samples: [
        0n,
        1n,
        -1n,
        1_769_862_896_789_012n,
        -11_671_430_400_000_000n,
        9_224_318_015_999_999_999n / 1000n,
        -62_135_596_800_000_001n,
      ],
    },
    TIMESTAMP_S: {
      sql: (s) => `make_timestamp(${s}::BIGINT * 1000000)::TIMESTAMP_S`,
      samples: [0n, -1n, 1_769_862_896n],
    },
    TIMESTAMP_MS: {
      sql: (s) => `make_timestamp(${s}::BIGINT * 1000)::TIMESTAMP_MS`,
      samples: [0n, -1n, 1_769_862_896_780n],
    },
    TIMESTAMP_NS: {
      sql: (steps) => `make_timestamp_ns(${steps}::BIGINT)`,
      samples: [
        0n,
        1n,
        -1n,
        1_769_862_896_789_012_345n,
        1_769_862_896_789_012_000n,
        1_769_862_896_780_000_000n,
        -8_520_336_000_000_000_000n + 86_400_000_000_001n,
      ],
    },
    "TIMESTAMP WITH TIME ZONE": {
      sql: (steps) => `make_timestamp(${steps}::BIGINT)::TIMESTAMPTZ`,
      samples: [0n, -1n, 1_769_862_896_789_012n, -62_135_596_800_000_001n],
    },
  };
  for (const [type, { sql, samples }] of Object.entries(units)) {
    it(`prints ${type} as DuckDB does`, async () => {
      const list = samples.map((steps) => `(${sql(String(steps))})::VARCHAR`).join(", ");
      const reader = await connection.runAndReadAll(`SELECT [${list}] AS texts`);
      const native = reader.getRowObjectsJson()[0]?.texts;
      expect(samples.map((steps) => new DuckTime(type as DuckTimeType, steps).toString())).toEqual(native);
    });
  }

  it("knows the infinities of dates and of timestamps", () => {
    expect(String(new DuckTime("DATE", 2147483647n))).toBe("infinity");
    expect(String(new DuckTime("DATE", -2147483647n))).toBe("-infinity");
    expect(String(new DuckTime("TIMESTAMP_NS", 9223372036854775807n))).toBe("infinity");
    expect(new DuckTime("TIMESTAMP", -9223372036854775807n).toDate().getTime()).toBeNaN();
  });

  it("compares and subtracts in nanoseconds, and rounds down to microseconds", () => {
    const early = new DuckTime("TIMESTAMP_NS", -1n);
    const late = new DuckTime("TIMESTAMP_NS", 1001n);
    expect(early < late).toBe(true);
    expect(early.micros).toBe(-1n);
    expect(late.micros).toBe(1n);
    expect(late.valueOf() - early.valueOf()).toBe(1002n);
  });

  it("agrees with Date where a Date can hold it", () => {
    const date = new Date("2026-01-31T12:34:56.789Z");
    expect(DuckTime.from(date).toDate()).toEqual(date);
    expect(JSON.stringify({ at: DuckTime.from(date) })).toBe('{"at":"2026-01-31 12:34:56.789"}');
  });
});
