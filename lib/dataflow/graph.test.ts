import { describe, expect, it } from "vitest";
import type { CellFacts } from "./cellFacts.ts";
import { buildGraph } from "./graph.ts";
import { readersOf, readersOfSources } from "./readersOf.ts";

/** `cell("b", "a c")`: the SQL cell b that reads a and c. */
function cell(name: string, reads = "", more: Partial<CellFacts> = {}): CellFacts {
  return {
    id: `id_${name}`,
    name,
    kind: "sql",
    reads: reads.split(" ").filter(Boolean),
    defines: [name],
    ...more,
  };
}

describe("buildGraph", () => {
  it("finds readers whatever their place on the page and whatever the case", () => {
    const graph = buildGraph([cell("top", "ORDERS Events"), cell("orders", "events")], ["events"]);
    expect(graph.needs.get("id_top")).toEqual(["id_orders"]);
    expect(graph.readers.get("id_orders")).toEqual(["id_top"]);
    expect(graph.sourceReaders.get("events")).toEqual(["id_top", "id_orders"]);
    expect(graph.problems.size).toBe(0);
  });

  it("compares letters of any script without case", () => {
    const graph = buildGraph([cell("Größe"), cell("b", "GRÖßE")], []);
    expect(graph.needs.get("id_b")).toEqual(["id_Größe"]);
  });

  it("reads what a cell defines besides its own name", () => {
    const graph = buildGraph([cell("setup", "", { defines: ["setup", "factor"] }), cell("b", "factor")], []);
    expect(graph.needs.get("id_b")).toEqual(["id_setup"]);
  });

  it("takes main.x and memory.main.x for x", () => {
    const graph = buildGraph([cell("a"), cell("b", "main.a"), cell("c", "memory.main.A")], []);
    expect(graph.needs.get("id_b")).toEqual(["id_a"]);
    expect(graph.needs.get("id_c")).toEqual(["id_a"]);
  });

  it("names an unknown name and the one that was likely meant", () => {
    const graph = buildGraph([cell("orders"), cell("top", "ordrs")], []);
    expect(graph.problems.get("id_top")).toEqual({
      code: "sql",
      message: '"top" reads "ordrs", but no cell and no source has that name.',
      hint: 'Did you mean "orders"?',
    });
  });

  it("suggests sources too, and says for which name where there are several", () => {
    const graph = buildGraph([cell("top", "evnts nowhere")], ["events"]);
    const problem = graph.problems.get("id_top");
    expect(problem?.message).toContain('reads "evnts" and "nowhere"');
    expect(problem?.hint).toBe('Did you mean "events" for "evnts"?');
  });

  it("leaves the engine's own views and other schemas to the engine", () => {
    const graph = buildGraph(
      [cell("a", "duckdb_tables information_schema.tables pg_class sqlite_master")],
      [],
    );
    expect(graph.problems.size).toBe(0);
  });

  it("takes an unknown name in TypeScript for a global, and its own name too", () => {
    const graph = buildGraph([cell("console", "Math console", { kind: "ts" })], []);
    expect(graph.problems.size).toBe(0);
    expect(graph.needs.get("id_console")).toEqual([]);
  });

  it("blames every cell that defines the same name, and says which they are", () => {
    const setup = cell("setup", "", { defines: ["setup", "Orders"] });
    const graph = buildGraph([setup, cell("orders")], []);
    const message = 'The name "Orders" is defined twice: by the cell "orders" and the cell "setup".';
    expect(graph.problems.get("id_setup")?.message).toBe(message);
    expect(graph.problems.get("id_orders")?.message).toBe(message);
  });

  it("says so when two cells have one name", () => {
    const graph = buildGraph([cell("x", "", { id: "1" }), cell("X", "", { id: "2" })], []);
    expect(graph.problems.get("1")?.message).toBe('The name "x" is defined twice: by 2 cells called "x".');
    expect(graph.problems.has("2")).toBe(true);
  });

  it("says so when a cell has the name of a source", () => {
    const graph = buildGraph([cell("events")], ["Events"]);
    expect(graph.problems.get("id_events")?.message).toBe(
      'The name "events" is defined by the cell "events", and a source has it too.',
    );
  });

  it("does not mind a cell that defines its own name twice", () => {
    const graph = buildGraph([cell("a", "", { defines: ["a", "A"] })], []);
    expect(graph.problems.size).toBe(0);
  });

  it("names a cycle the same way for each of its cells", () => {
    const graph = buildGraph([cell("c", "b"), cell("a", "c"), cell("b", "a"), cell("apart")], []);
    const message = "These 3 cells read each other in a circle: c → b → a → c.";
    for (const name of ["a", "b", "c"]) expect(graph.problems.get(`id_${name}`)?.message).toBe(message);
    expect(graph.problems.has("id_apart")).toBe(false);
  });

  it("names a cell that reads itself", () => {
    const graph = buildGraph([cell("a", "a")], []);
    expect(graph.problems.get("id_a")?.message).toBe('"a" reads itself: a → a.');
  });

  it("cuts a very long cycle short", () => {
    const cells = Array.from({ length: 500 }, (_, i) => cell(`n${i}`, `n${(i + 1) % 500}`));
    const message = buildGraph(cells, []).problems.get("id_n250")?.message ?? "";
    expect(message).toContain("These 500 cells");
    expect(message).toContain("n0 → n1");
    expect(message.length).toBeLessThan(200);
  });
});

describe("readersOf", () => {
  const graph = buildGraph(
    [cell("d", "c"), cell("a", "s"), cell("b", "a"), cell("c", "b"), cell("e")],
    ["s"],
  );

  it("finds readers of readers, in page order and without the cells themselves", () => {
    expect(readersOf(graph, ["id_a"])).toEqual(["id_d", "id_b", "id_c"]);
    expect(readersOf(graph, ["id_e", "gone"])).toEqual([]);
  });

  it("ends in a cycle", () => {
    const loop = buildGraph([cell("a", "b"), cell("b", "a")], []);
    expect(readersOf(loop, ["id_a"])).toEqual(["id_b"]);
  });

  it("finds all that depends on a source", () => {
    expect(readersOfSources(graph, ["S"])).toEqual(["id_d", "id_a", "id_b", "id_c"]);
  });
});
