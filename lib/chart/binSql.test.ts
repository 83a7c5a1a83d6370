import type { DuckDBConnection } from "@duckdb/node-api";
import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import * as vega from "vega";
import { beforeAll, describe, expect, it } from "vitest";
import { binEdgesSql, binMiddleSql, binRule } from "./binSql.ts";

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create(":memory:")).connect();
});

interface Bins {
  start: number;
  stop: number;
  step: number;
}
// Vega exports it without a type.
const { bin }: { bin?: (options: object) => Bins } = Object(vega);

const value = fc.oneof(
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  fc.double({ min: -1, max: 1, noNaN: true }).filter((x) => x === 0 || Math.abs(x) > 1e-6),
  fc.integer({ min: -1000, max: 1000 }),
);

describe("bins in SQL", () => {
  it("have the edges that Vega chooses", async () => {
    if (!bin) throw new Error("Vega has no bin()");
    const cases = fc.sample(
      fc.record({
        ends: fc.tuple(value, value),
        maxbins: fc.integer({ min: 1, max: 120 }),
        nice: fc.boolean(),
        step: fc.option(fc.constantFrom(0.1, 1, 2.5, 7, 1000), { freq: 5 }),
        minstep: fc.constantFrom(0, 0, 0, 1, 10),
      }),
      { numRuns: 150, seed: 11 },
    );
    for (const { ends, maxbins, nice, step, minstep } of cases) {
      const extent = [Math.min(...ends), Math.max(...ends)];
      const rule = binRule({ maxbins, nice, minstep, ...(step === null ? {} : { step }) }, "x");
      if (!rule) throw new Error("not understood");
      const from = `(SELECT ${extent[0]}::DOUBLE AS low, ${extent[1]}::DOUBLE AS high)`;
      const reader = await connection.runAndReadAll(binEdgesSql(rule, from));
      const [start, stop, found] = (reader.getRows()[0] ?? []).map(Number);
      const expected = bin({ extent, maxbins, nice, minstep, ...(step === null ? {} : { step }) });
      const bins = Math.max(1, Math.ceil((expected.stop - expected.start) / expected.step));
      expect(found, JSON.stringify({ extent, maxbins })).toBeCloseTo(expected.step, 9);
      expect(start).toBeCloseTo(expected.start, 6);
      expect(stop).toBeCloseTo(expected.start + bins * expected.step, 6);
    }
  });

  it("keep the greatest value in the last bin and leave NULL alone", async () => {
    const middle = binMiddleSql("v", "e");
    const reader = await connection.runAndReadAll(
      `SELECT ${middle} FROM (VALUES (0.0::DOUBLE), (9.99), (10.0), (100.0), (NULL)) AS t(v),
        (SELECT 0::DOUBLE AS start, 100::DOUBLE AS stop, 10::DOUBLE AS step) AS e`,
    );
    expect(reader.getRows().map(([found]) => found)).toEqual([5, 5, 15, 95, null]);
  });

  it("are left to Vega where they ask for more", () => {
    for (const bin of [
      { base: 2 },
      { anchor: 1 },
      { extent: [0, 1] },
      { steps: [1, 2] },
      { maxbins: 0 },
      "binned",
      { step: "1" },
    ]) {
      expect(binRule(bin, "x")).toBeNull();
    }
    expect(binRule(true, "color")?.maxBins).toBe(6);
    expect(binRule({}, "y")?.maxBins).toBe(10);
  });
});
