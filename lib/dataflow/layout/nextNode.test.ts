import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CellFacts } from "../cellFacts.ts";
import { buildGraph } from "../graph.ts";
import { flowNodes } from "./flowNodes.ts";
import { layeredLayout } from "./layeredLayout.ts";
import { nextNode } from "./nextNode.ts";

const cell = (name: string, reads = ""): CellFacts => ({
  ...{ id: `id_${name}`, name, kind: "sql", defines: [name] },
  reads: reads.split(" ").filter(Boolean),
});

const graph = buildGraph(
  [cell("a", "Events"), cell("b", "a"), cell("c", "a events"), cell("apart")],
  ["events"],
);
const nodes = flowNodes(graph, ["events", "Events"]);
const { places } = layeredLayout(
  nodes.map(({ needs }) => needs),
  2,
);
const names = nodes.map(({ name }) => name);

describe("flowNodes", () => {
  it("are the sources, once each, and the cells, with who reads whom", () => {
    expect(nodes.map(({ name, needs, readers }) => [name, needs, readers])).toEqual([
      ["Events", [], [1, 3]],
      ["a", [0], [2, 3]],
      ["b", [1], []],
      ["c", [0, 1], []],
      ["apart", [], []],
    ]);
  });

  it("say what is wrong with a cell", () => {
    const looped = flowNodes(buildGraph([cell("a", "a")], []), []);
    expect(looped[0]?.problem?.message).toContain("reads itself");
    expect([looped[0]?.needs, looped[0]?.readers]).toEqual([[0], [0]]);
  });
});

describe("nextNode", () => {
  const from = (name: string, key: Parameters<typeof nextNode>[3]) =>
    names[nextNode(nodes, places, names.indexOf(name), key)];

  it("goes along reads up and down, to the nearest", () => {
    expect(from("Events", "ArrowDown")).toBe("a");
    expect(from("a", "ArrowUp")).toBe("Events");
    expect(from("c", "ArrowUp")).toBe("a");
    expect(from("b", "ArrowDown")).toBe("b");
    expect(from("apart", "ArrowUp")).toBe("apart");
  });

  it("reaches every node by going right from the first", () => {
    let at = names.indexOf(from("b", "Home") ?? "");
    const seen = [names[at]];
    for (let step = 1; step < nodes.length; step++) {
      at = nextNode(nodes, places, at, "ArrowRight");
      seen.push(names[at]);
    }
    expect(seen).toEqual(["Events", "a", "b", "c", "apart"]);
    expect(from("a", "End")).toBe("apart");
    expect(from("apart", "ArrowRight")).toBe("apart");
    expect(from("apart", "ArrowLeft")).toBe("c");
  });

  it("leads to a node that is there, from any node", () => {
    fc.assert(
      fc.property(
        fc.nat(4),
        fc.constantFrom("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"),
        (at, key) => {
          expect(nodes[nextNode(nodes, places, at, key)]).toBeDefined();
        },
      ),
    );
  });
});
