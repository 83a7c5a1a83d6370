import { describe, expect, it } from "vitest";
import { filledBins, numberEdge, numberStep } from "./numberBins.ts";

describe("bins of numbers", () => {
  it("are about as many as asked for, whatever the range", () => {
    for (let seed = 1; seed < 400; seed++) {
      const low = Math.sin(seed) * 10 ** (seed % 30);
      const high = low + Math.abs(Math.cos(seed * 3)) * 10 ** ((seed * 7) % 30) + 1e-9;
      const { times, power } = numberStep(low, high, 20);
      const bins = (high - low) / (times * 10 ** power);
      expect(bins).toBeLessThanOrEqual(20.001);
      if (high - low > Math.abs(low) * 1e-9) expect(bins).toBeGreaterThanOrEqual(7.9);
    }
  });

  it("have round edges that are exact in the decimal system", () => {
    expect(numberStep(0, 1, 20)).toEqual({ times: 5, power: -2 });
    expect(numberEdge(3n, { times: 1, power: -1 })).toBe("0.3");
    expect(numberEdge(-7n, { times: 5, power: -3 })).toBe("-0.035");
    expect(numberEdge(4n, { times: 5, power: -1 })).toBe("2");
    expect(numberEdge(3n, { times: 2, power: 20 })).toBe("600000000000000000000");
  });

  it("are never finer than the type, and one value alone has one", () => {
    expect(numberStep(0, 3, 20, 0)).toEqual({ times: 1, power: 0 });
    expect(numberStep(0, 0.05, 20, -2)).toEqual({ times: 1, power: -2 });
    expect(numberStep(0, 0, 20)).toEqual({ times: 1, power: 0 });
    const { times, power } = numberStep(-1.7e308, 1.7e308, 20);
    expect(Number.isFinite(times * 10 ** power)).toBe(true);
  });

  it("leave no gap, and draw nothing rather than thousands", () => {
    const edge = (index: bigint) => String(index);
    expect(
      filledBins(
        new Map([
          [2n, 5],
          [-1n, 1],
        ]),
        edge,
      ).map(({ from, count }) => [from, count]),
    ).toEqual([
      ["-1", 1],
      ["0", 0],
      ["1", 0],
      ["2", 5],
    ]);
    expect(
      filledBins(
        new Map([
          [0n, 1],
          [1_000_000n, 1],
        ]),
        edge,
      ),
    ).toEqual([]);
  });
});
