import { describe, expect, it } from "vitest";
import type { Cell } from "../notebook/document.ts";
import { createAppStore } from "./appStore.ts";
import {
  cellBeside,
  cellById,
  cellIds,
  cellLabel,
  cellPosition,
  relationColumns,
  relationNames,
  relationRowCount,
  selectedMode,
} from "./selectors.ts";
import type { AppState } from "./state.ts";

const cell = (id: string, kind: string, name: string, source = ""): Cell => ({
  id,
  kind,
  name,
  source,
  options: {},
  layout: null,
});

function stateWith(cells: Cell[], more: Partial<AppState> = {}): AppState {
  const state = createAppStore().getState();
  return { ...state, ...more, document: { ...state.document, cells } };
}

const cells = [
  cell("a", "md", ""),
  cell("b", "sql", "orders"),
  cell("c", "md", ""),
  cell("d", "chart", "picture"),
];

describe("reading the state", () => {
  it("keeps the list of ids while text changes, and makes a new one when a cell moves", () => {
    const before = cellIds(stateWith(cells));
    const edited = cells.map((one) => (one.id === "b" ? { ...one, source: "select 1" } : one));
    expect(cellIds(stateWith(edited))).toBe(before);
    expect(cellIds(stateWith([...cells].reverse()))).toEqual(["d", "c", "b", "a"]);
  });

  it("calls cells by their names, and those without one by number", () => {
    const state = stateWith(cells);
    expect(cells.map(({ id }) => cellLabel(state, id))).toEqual(["text 1", "orders", "text 2", "picture"]);
    expect(cellLabel(state, "gone")).toBe("");
  });

  it("finds a cell, its place and its neighbours", () => {
    const state = stateWith(cells);
    expect(cellById(state, "b")?.name).toBe("orders");
    expect(cellPosition(state, "c")).toBe(2);
    expect(cellBeside(state, "a", 1)).toBe("b");
    expect(cellBeside(state, "a", -1)).toBeNull();
    expect(cellBeside(state, "d", 1)).toBeNull();
    expect(cellBeside(state, null, 1)).toBeNull();
    expect(cellBeside(state, "gone", 1)).toBeNull();
  });

  it("tells the mode of the selected cell only", () => {
    const state = stateWith(cells, { selection: { cellId: "b", mode: "edit" } });
    expect([selectedMode(state, "a"), selectedMode(state, "b")]).toEqual([null, "edit"]);
  });

  it("finds relations without regard to case, those of cells before sources", () => {
    const columns = [{ name: "n", type: "INTEGER" }];
    const state = stateWith(cells, { relations: [{ name: "Orders", cellId: "b", columns, rowCount: 7 }] });
    expect(relationColumns(state, "ORDERS")).toBe(columns);
    expect(relationRowCount(state, "orders")).toBe(7);
    expect(relationColumns(state, "nothing")).toBeNull();
  });

  it("lists what a chart can draw, and keeps the list while text changes", () => {
    const before = relationNames(stateWith(cells));
    expect(before).toEqual(["orders"]);
    expect(relationNames(stateWith(cells.map((one) => ({ ...one, source: "x" }))))).toBe(before);
  });
});
