import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CellFacts } from "./cellFacts.ts";
import { cheapFirst } from "./cheapFirst.ts";
import { buildGraph } from "./graph.ts";

const cell = (name: string, reads = ""): CellFacts => ({
  ...{ id: name, name, kind: "sql", defines: [name] },
  reads: reads.split(" ").filter(Boolean),
});

describe("cheapFirst", () => {
  it("takes the cheapest that can come next, then the one higher on the page", () => {
    const graph = buildGraph([cell("a"), cell("b"), cell("c", "d"), cell("d")], []);
    const costs: Record<string, number> = { a: 5, b: 5, c: 0, d: 1 };
    expect(cheapFirst(graph, (id) => costs[id] ?? 0)).toEqual(["d", "c", "a", "b"]);
  });

  it("puts a cycle and what reads it last", () => {
    const graph = buildGraph([cell("a", "b"), cell("b", "a"), cell("c", "a"), cell("d")], []);
    expect(cheapFirst(graph, () => 0)).toEqual(["d", "a", "b", "c"]);
  });

  it("holds every cell once and respects every read, whatever the costs", () => {
    const graphs = fc.array(fc.record({ reads: fc.array(fc.nat(11), { maxLength: 3 }), cost: fc.nat(3) }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(graphs, (cells) => {
        // Only cells higher up are read, so that there is no cycle.
        const graph = buildGraph(
          cells.map(({ reads }, i) =>
            cell(
              `n${i}`,
              reads
                .filter((to) => to < i)
                .map((to) => `n${to}`)
                .join(" "),
            ),
          ),
          [],
        );
        const order = cheapFirst(graph, (id) => cells[Number(id.slice(1))]?.cost ?? 0);
        expect([...order].sort()).toEqual(graph.cells.map(({ id }) => id).sort());
        for (const [id, needs] of graph.needs)
          for (const need of needs) expect(order.indexOf(need)).toBeLessThan(order.indexOf(id));
      }),
    );
  });
});
