import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CellFacts } from "./cellFacts.ts";
import { buildGraph } from "./graph.ts";
import { runOrder } from "./runOrder.ts";

function cell(name: string, reads = ""): CellFacts {
  return { id: name, name, kind: "sql", reads: reads.split(" ").filter(Boolean), defines: [name] };
}

describe("runOrder", () => {
  it("keeps the page's order where nothing asks for another", () => {
    const graph = buildGraph([cell("b"), cell("a"), cell("c", "b")], []);
    expect(runOrder(graph).order).toEqual(["b", "a", "c"]);
  });

  it("runs what a cell reads before it, though it stands below", () => {
    const graph = buildGraph([cell("top", "base"), cell("other"), cell("base")], []);
    expect(runOrder(graph).order).toEqual(["base", "top", "other"]);
  });

  it("runs a target with the stale cells it needs and leaves the fresh and the unneeded", () => {
    const graph = buildGraph([cell("a"), cell("b", "a"), cell("c", "b"), cell("d"), cell("e", "c d")], []);
    const fresh = new Set(["a", "d"]);
    expect(runOrder(graph, ["c"], (id) => fresh.has(id)).order).toEqual(["b", "c"]);
  });

  it("runs a target even when it is fresh", () => {
    const graph = buildGraph([cell("a"), cell("b", "a")], []);
    expect(runOrder(graph, ["b"], () => true).order).toEqual(["b"]);
  });

  it("takes a cell for stale when something it needs is", () => {
    const graph = buildGraph([cell("a"), cell("b", "a"), cell("c", "b")], []);
    expect(runOrder(graph, ["c"], (id) => id === "b").order).toEqual(["a", "b", "c"]);
  });

  it("blocks a cycle and all that reads it, and says why", () => {
    const graph = buildGraph([cell("a", "b"), cell("b", "a"), cell("c", "a"), cell("d", "c"), cell("e")], []);
    const { order, blocked } = runOrder(graph);
    expect(order).toEqual(["e"]);
    expect(blocked.map(({ id }) => id)).toEqual(["a", "b", "c", "d"]);
    const circle = "These 2 cells read each other in a circle: a → b → a.";
    expect(blocked.map(({ error }) => error.message)).toEqual([
      circle,
      circle,
      `"c" reads "a", which cannot run. ${circle}`,
      `"d" reads "c", which waits for "a", which cannot run. ${circle}`,
    ]);
    expect(blocked[3]?.error.hint).toBe("Take out one of these reads.");
  });

  it("does not run what only a blocked target needs", () => {
    const graph = buildGraph([cell("a"), cell("b", "a nowhere"), cell("c")], []);
    const { order, blocked } = runOrder(graph, ["b"]);
    expect(order).toEqual([]);
    expect(blocked.map(({ id }) => id)).toEqual(["b"]);
  });

  it("tells a cell with a fault of its own its own fault", () => {
    const graph = buildGraph([cell("a", "nowhere"), cell("b", "a elsewhere")], []);
    expect(runOrder(graph).blocked[1]?.error.message).toContain('"elsewhere"');
  });

  it("leaves out a disabled cell, and blocks what reads it with a sentence that says so", () => {
    const off = { ...cell("a"), isDisabled: true };
    const graph = buildGraph([off, cell("b", "a"), cell("c", "b"), cell("d")], []);
    const { order, blocked } = runOrder(graph);
    expect(order).toEqual(["d"]);
    expect(blocked.map(({ id, error }) => [id, error.message])).toEqual([
      ["b", '"b" reads "a", which is disabled.'],
      ["c", '"c" reads "b", which waits for "a", which is disabled.'],
    ]);
    expect(blocked[0]?.error.hint).toBe('Enable "a" in its menu.');
    expect(runOrder(graph, ["a"])).toEqual({ order: [], blocked: [] });
  });

  it("does not run a kept cell nor what only it needs, though it is asked for", () => {
    const graph = buildGraph([cell("a"), cell("b", "a"), cell("c", "b")], []);
    const isKept = (id: string) => id === "b";
    expect(runOrder(graph, ["c"], undefined, isKept).order).toEqual(["c"]);
    expect(runOrder(graph, ["b"], undefined, isKept).order).toEqual([]);
    expect(runOrder(graph, undefined, undefined, isKept).order).toEqual(["a", "c"]);
  });

  it("what is wrong with a kept cell's text keeps nobody from reading its result", () => {
    const graph = buildGraph([cell("b", "nowhere"), cell("c", "b")], []);
    expect(runOrder(graph, undefined, undefined, (id) => id === "b")).toEqual({ order: ["c"], blocked: [] });
  });

  it("passes over targets that take no part", () => {
    const graph = buildGraph([cell("a")], []);
    expect(runOrder(graph, ["a text cell", "a"]).order).toEqual(["a"]);
  });

  it("does not run out of stack on a long chain written backwards", () => {
    const cells = Array.from({ length: 20_000 }, (_, i) => cell(`n${i}`, i === 19_999 ? "" : `n${i + 1}`));
    const { order } = runOrder(buildGraph(cells, []));
    expect(order.length).toBe(20_000);
    expect(order[0]).toBe("n19999");
  });
});

/** Random cells, each reading some of the others, of itself, and now and then of nothing known. */
const notebooks = fc.integer({ min: 1, max: 14 }).chain((count) =>
  fc
    .array(fc.array(fc.integer({ min: 0, max: count }), { maxLength: 3 }), {
      minLength: count,
      maxLength: count,
    })
    .map((reads) =>
      reads.map((list, i) => cell(`n${i}`, list.map((j) => (j === count ? "nowhere" : `n${j}`)).join(" "))),
    ),
);

describe("runOrder on any graph", () => {
  it("puts every cell after all it reads, and every cell into the order or among the blocked, once", () => {
    fc.assert(
      fc.property(notebooks, (cells) => {
        const graph = buildGraph(cells, []);
        const { order, blocked } = runOrder(graph);
        const place = new Map(order.map((id, at) => [id, at]));
        for (const id of order) {
          for (const need of graph.needs.get(id) ?? []) {
            expect(place.get(need) ?? Number.POSITIVE_INFINITY).toBeLessThan(place.get(id) ?? -1);
          }
        }
        const all = [...order, ...blocked.map(({ id }) => id)].sort();
        expect(all).toEqual(cells.map(({ id }) => id).sort());
      }),
      { numRuns: 500 },
    );
  });

  it("names a real cycle through each cell that lies on one, and only through those", () => {
    fc.assert(
      fc.property(notebooks, (cells) => {
        const known = cells.map((facts) => ({
          ...facts,
          reads: facts.reads.filter((name) => name !== "nowhere"),
        }));
        const graph = buildGraph(known, []);
        const reads = new Map(known.map((facts) => [facts.id, new Set(facts.reads)]));
        for (const { id } of known) {
          const message = graph.problems.get(id)?.message;
          expect(message !== undefined).toBe(reaches(reads, id, id));
          if (message === undefined) continue;
          const way = (message.split(": ")[1] ?? "").replace(/\.$/, "").split(" → ");
          if (!way.includes("…")) expect(way).toContain(id);
          way.slice(1).forEach((to, i) => {
            const from = way[i] ?? "";
            if (to !== "…" && from !== "…") expect(reads.get(from)?.has(to)).toBe(true);
          });
          expect(way.at(-1)).toBe(way[0]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("runs for a target what it needs and nothing else", () => {
    fc.assert(
      fc.property(notebooks, fc.nat(), (cells, pick) => {
        const graph = buildGraph(cells, []);
        const target = cells[pick % cells.length]?.id ?? "";
        const { order, blocked } = runOrder(graph, [target]);
        if (blocked.some(({ id }) => id === target)) {
          expect(order).toEqual([]);
          return;
        }
        const reads = new Map(cells.map((facts) => [facts.id, new Set(facts.reads)]));
        const needed = cells.map(({ id }) => id).filter((id) => id === target || reaches(reads, target, id));
        expect([...order].sort()).toEqual(needed.sort());
      }),
    );
  });
});

function reaches(reads: ReadonlyMap<string, ReadonlySet<string>>, from: string, to: string): boolean {
  const reached = new Set<string>();
  const queue = [from];
  for (const id of queue) {
    for (const next of reads.get(id) ?? []) {
      if (next === to) return true;
      if (!reached.has(next)) {
        reached.add(next);
        queue.push(next);
      }
    }
  }
  return false;
}
