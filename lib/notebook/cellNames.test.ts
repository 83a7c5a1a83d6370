import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkCellName, newCellId, uniqueCellName } from "./cellNames.ts";
import type { Cell, NotebookDocument } from "./document.ts";
import { isRelationName } from "./relationName.ts";
import { sourceRelationName } from "./sourceRelationName.ts";

function notebook(names: string[], sources: string[] = []): NotebookDocument {
  const cells = names.map(
    (name, i): Cell => ({
      id: `id${i}`,
      kind: name === "" ? "md" : "sql",
      name,
      source: "",
      options: {},
      layout: null,
    }),
  );
  const entries = Object.fromEntries(sources.map((name) => [name, { location: `file:${name}.csv` }]));
  return { title: "", sources: entries, cells, frontMatter: "", lineEnd: "\n" };
}

describe("newCellId", () => {
  it("gives another id each time, fit for a fragment and an element", () => {
    const ids = new Set(Array.from({ length: 1000 }, newCellId));
    expect(ids.size).toBe(1000);
    for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9]{10}$/);
  });
});

describe("uniqueCellName", () => {
  it("counts cells without a name of their own from 1", () => {
    expect(uniqueCellName(notebook([]))).toBe("cell_1");
    expect(uniqueCellName(notebook(["CELL_1", "cell_3"]))).toBe("cell_2");
    expect(uniqueCellName(notebook(["cell_1"], ["cell_2"]), "cell", ["Cell_3"])).toBe("cell_4");
  });

  it("keeps a free name and numbers a taken one", () => {
    expect(uniqueCellName(notebook([]), "orders")).toBe("orders");
    expect(uniqueCellName(notebook(["Orders"]), "orders")).toBe("orders_2");
    expect(uniqueCellName(notebook(["orders", "orders_2"]), "orders_2")).toBe("orders_3");
    expect(uniqueCellName(notebook(["orders_2"]), "orders_2")).toBe("orders");
  });
});

describe("checkCellName", () => {
  const document = notebook(["orders", "top", ""], ["events"]);

  it("takes letters of any script, digits and _", () => {
    for (const name of ["a", "_x1", "größe", "注文", "заказы", "हिंदी", "Top_10"]) {
      expect(checkCellName(document, "id0", name)).toBeNull();
    }
  });

  it("takes the cell's own name in another case", () => {
    expect(checkCellName(document, "id0", "ORDERS")).toBeNull();
  });

  it.each([
    ["", "A cell needs a name"],
    ["1st", "begins with a digit"],
    ["٣x", "begins with a digit"],
    ["a b", "letters, digits and _ only"],
    ["a-b", "letters, digits and _ only"],
    ["a\n", "letters, digits and _ only"],
    ["😀", "letters, digits and _ only"],
    ["__proto__", "JavaScript keeps for itself"],
    ["TOP", 'already a cell called "top"'],
    ["Events", 'already a source called "events"'],
    ["loaded", 'already a source called "Loaded"'],
  ])("refuses %j", (name, why) => {
    expect(checkCellName(document, "id0", name, ["Loaded"])).toContain(why);
  });
});

describe("sourceRelationName", () => {
  it.each([
    ["orders.csv", "orders"],
    ["Orders.2024.csv.gz", "orders"],
    ["2024-01 sales.parquet", "t_2024_01_sales"],
    ["Größe (neu).csv", "größe__neu_"],
    ["注文.csv", "注文"],
    ["cafe\u0301.csv", "café"],
    ["a😀b.csv", "a_b"],
    ["no_extension", "no_extension"],
    [".events.csv", "events"],
    ["...", "source"],
    ["data/2024/orders.csv", "orders"],
    ["___.csv", "___"],
  ])("makes of %j the relation %s", (file, relation) => {
    expect(sourceRelationName(file, [])).toBe(relation);
  });

  it("numbers names that are taken, without case", () => {
    expect(sourceRelationName("orders.csv", ["ORDERS", "orders_2"])).toBe("orders_3");
  });

  it("always makes a good and free name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (file) => {
        const name = sourceRelationName(file, []);
        expect(isRelationName(name)).toBe(true);
        expect(sourceRelationName(file, [name])).not.toBe(name);
      }),
    );
  });
});
