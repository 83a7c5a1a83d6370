import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { components } from "../components.ts";
import { layeredLayout } from "./layeredLayout.ts";

/** Any graph, cycles and nodes that read themselves included. */
const graphs = fc.integer({ min: 0, max: 20 }).chain((count) =>
  fc.array(fc.array(fc.nat(Math.max(0, count - 1)), { maxLength: 4 }), {
    minLength: count,
    maxLength: count,
  }),
);

describe("layeredLayout", () => {
  it("puts what is read above what reads it, and what reads nothing right above its readers", () => {
    // 3 reads 2 and 1, 2 reads 0.
    const { places, rows } = layeredLayout([[], [], [0], [2, 1]], 4);
    expect(places).toEqual([
      { row: 0, column: 1.5 },
      { row: 1, column: 1 },
      { row: 1, column: 2 },
      { row: 2, column: 1.5 },
    ]);
    expect(rows).toBe(3);
  });

  it("wraps a layer that is too wide, and puts what stands alone last", () => {
    const { places, rows } = layeredLayout([[], [], [], [1], [1], [1]], 2);
    expect(places).toEqual([
      { row: 3, column: 0 },
      { row: 0, column: 0.5 },
      { row: 3, column: 1 },
      { row: 1, column: 0 },
      { row: 1, column: 1 },
      { row: 2, column: 0.5 },
    ]);
    expect(rows).toBe(4);
  });

  it("keeps apart what has nothing to do with each other, in the order given", () => {
    const { places } = layeredLayout([[2], [3], [], []], 3);
    expect(places.map(({ row }) => row)).toEqual([1, 3, 0, 2]);
  });

  it("tells the reads of a cycle apart, and which of them leads back", () => {
    const { edges } = layeredLayout([[1], [0], [1], [3]], 3);
    expect(edges).toEqual([
      { from: 1, to: 0, isCyclic: true, isBack: true },
      { from: 0, to: 1, isCyclic: true, isBack: false },
      { from: 1, to: 2, isCyclic: false, isBack: false },
      { from: 3, to: 3, isCyclic: true, isBack: true },
    ]);
  });

  it("untangles edges that would cross", () => {
    // 2 reads 1 and 3 reads 0: in the order given their edges would cross.
    const { places } = layeredLayout([[], [], [1], [0], [2, 3]], 2);
    const column = (node: number) => places[node]?.column ?? -1;
    expect(column(2) < column(3)).toBe(column(1) < column(0));
  });

  it("gives every node a place of its own within the width, edges lead down, and the same graph looks the same", () => {
    fc.assert(
      fc.property(graphs, fc.integer({ min: 1, max: 5 }), (needs, columns) => {
        const layout = layeredLayout(needs, columns);
        expect(layeredLayout(needs, columns)).toEqual(layout);
        for (const [node, { row, column }] of layout.places.entries()) {
          expect(row).toBeGreaterThanOrEqual(0);
          expect(row).toBeLessThan(layout.rows);
          expect(column).toBeGreaterThanOrEqual(0);
          expect(column).toBeLessThanOrEqual(columns - 1);
          for (const [other, place] of layout.places.entries())
            if (other !== node && place.row === row)
              expect(Math.abs(place.column - column)).toBeGreaterThanOrEqual(1);
        }
        const group = new Map(components(needs).flatMap((nodes, at) => nodes.map((node) => [node, at])));
        for (const { from, to, isBack, isCyclic } of layout.edges) {
          expect(isCyclic).toBe(group.get(from) === group.get(to));
          expect(isBack).toBe((layout.places[from]?.row ?? 0) >= (layout.places[to]?.row ?? 0));
          if (isBack) expect(isCyclic).toBe(true);
        }
        expect(layout.edges.length).toBe(needs.reduce((sum, list) => sum + new Set(list).size, 0));
      }),
      { numRuns: 500 },
    );
  });

  it("lays out a long chain and a wide fan of thousands", () => {
    const chain = Array.from({ length: 5000 }, (_, i) => (i === 0 ? [] : [i - 1]));
    expect(layeredLayout(chain, 2).rows).toBe(5000);
    const fan = Array.from({ length: 5000 }, (_, i) => (i === 0 ? [] : [0]));
    expect(layeredLayout(fan, 2).rows).toBe(1 + 2500);
  });
});
