import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binBounds, binCount, binOf, cellBounds } from "./binBounds.ts";

const edgesOf = fc
  .record({
    start: fc.integer({ min: -1000, max: 1000 }),
    count: fc.integer({ min: 1, max: 60 }),
    step: fc.constantFrom(0.1, 0.05, 0.3, 1, 2.5, 7, 1000),
  })
  .map(({ start, count, step }) => ({ start: start * step, stop: start * step + count * step, step }));

describe("the bounds of a bin", () => {
  it("hold exactly the values that the engine finds in it", () => {
    fc.assert(
      fc.property(
        edgesOf,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: -3, max: 3 }),
        (edges, share, hairs) => {
          const { start, stop, step } = edges;
          const nominal = start + Math.round(share * binCount(edges)) * step;
          const value = Math.min(stop, Math.max(start, nominal + hairs * step * 4e-15));
          // The engine's own arithmetic, see binPlaceSql.
          const inside = Math.max(start, Math.min(value, stop - step));
          const index = Math.floor(1e-14 + (inside - start) / step);
          const { from, to } = binBounds(edges, index, index);
          expect((from === null || value >= from) && (to === null || value < to)).toBe(true);
        },
      ),
    );
  });

  it("meet where the next bin begins, and none holds a value of another", () => {
    fc.assert(
      fc.property(edgesOf, fc.nat(60), (edges, at) => {
        const top = binOf(edges, edges.stop);
        const index = at % (top + 1);
        const { to } = binBounds(edges, index, index);
        expect(to).toBe(index === top ? null : binBounds(edges, index + 1, index + 1).from);
        expect(top).toBeGreaterThanOrEqual(binCount(edges) - 2);
        const middle = edges.start + (index + 0.5) * edges.step;
        expect(binOf(edges, middle)).toBe(index);
      }),
    );
  });

  it("of cells are those of even parts of an extent", () => {
    const edges = { start: 0.13, stop: 99.87, step: (99.87 - 0.13) / 80 };
    for (let index = 0; index < 79; index++) {
      const bound = cellBounds(edges, 80, index, index).to ?? 0;
      const cellOf = (value: number) => Math.floor(((value - 0.13) / (99.87 - 0.13)) * 80);
      expect([cellOf(bound), cellOf(bound - bound * 2 ** -52)]).toEqual([index + 1, index]);
    }
  });
});
