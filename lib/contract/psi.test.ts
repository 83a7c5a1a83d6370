import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { psi, psiByChance } from "./psi.ts";

const weights = (bins: number) => fc.array(fc.nat(1000), { minLength: bins, maxLength: bins });
const two = fc.integer({ min: 1, max: 12 }).chain((bins) => fc.tuple(weights(bins), weights(bins)));

describe("the population stability index", () => {
  it.each([
    // (0.25 - 0.5) ln(0.25 / 0.5) + (0.75 - 0.5) ln(0.75 / 0.5) = 0.173287 + 0.101366
    [[0.5, 0.5], [0.25, 0.75], 0.274653],
    // (0.1)(ln 1.5) + (0.1)(ln 1.2) + (-0.2)(ln 0.6) = 0.040547 + 0.018232 + 0.102165
    [[20, 50, 30].map((w) => w / 100), [0.3, 0.6, 0.1], 0.04054651 + 0.01823216 + 0.21972246],
    // An empty bin counts as 0.0001 of 1.0001: (0.499900) ln(0.5 / 0.00009999) + (1 - 0.5 ...) ln 2
    [[1, 0], [0.5, 0.5], 0.49990001 * Math.log(0.5 / 0.00009999) + 0.49990001 * Math.log(0.99990001 / 0.5)],
  ])("of %j and %j is %d, as by hand", (before, now, index) => {
    expect(psi(before, now)).toBeCloseTo(index, 5);
  });

  it("is nothing for the same, symmetric, never negative, and does not see how many there are", () => {
    fc.assert(
      fc.property(two, fc.integer({ min: 2, max: 50 }), ([p, q], times) => {
        expect(psi(p, p)).toBeCloseTo(0, 12);
        expect(psi(p, q)).toBeCloseTo(psi(q, p), 9);
        expect(psi(p, q)).toBeGreaterThanOrEqual(0);
        expect(psi(p, q)).toBeCloseTo(
          psi(
            p.map((weight) => weight * times),
            q,
          ),
          9,
        );
      }),
    );
  });

  it("grows as a bin empties", () => {
    const indices = [0.5, 0.3, 0.1, 0.01].map((share) => psi([0.5, 0.5], [share, 1 - share]));
    expect(indices).toEqual([...indices].sort((a, b) => a - b));
    expect(indices[0]).toBe(0);
  });
});

describe("the index that comes by chance", () => {
  it.each([
    // Tables of chi-squared at 0.001: 10.828 (1 degree), 27.877 (9), 37.697 (15).
    [2, 10.828],
    [10, 27.877],
    [16, 37.697],
  ])("of %d bins is by the table of chi-squared", (bins, tabled) => {
    expect(psiByChance(bins, 2000, 2000) * 1000).toBeGreaterThan(0.96 * tabled);
    expect(psiByChance(bins, 2000, 2000) * 1000).toBeLessThan(1.04 * tabled);
  });

  it("is seldom passed by samples of one population", () => {
    let state = 7;
    const random = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32;
    };
    const sample = (rows: number) => {
      const counts = new Array<number>(10).fill(0);
      for (let row = 0; row < rows; row += 1) {
        const bin = Math.floor(random() * 10);
        counts[bin] = (counts[bin] ?? 0) + 1;
      }
      return counts;
    };
    const passed = Array.from(
      { length: 1000 },
      () => psi(sample(300), sample(200)) > psiByChance(10, 300, 200),
    );
    expect(passed.filter(Boolean).length).toBeLessThan(8);
  });
});
