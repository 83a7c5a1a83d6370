import { describe, expect, it } from "vitest";
import { cellOf } from "../notebook/testing/cellOf.ts";
import { createAppStore } from "../store/appStore.ts";
import { withScratch } from "./withScratch.ts";

function stage() {
  const store = createAppStore();
  store.setState((state) => ({ document: { ...state.document, cells: [cellOf("a", "select 1")] } }));
  return { store, seen: withScratch(store) };
}

describe("the scratch cell", () => {
  it("is seen by the runner alone, and only while it is there", () => {
    const { store, seen } = stage();
    expect(seen.getState()).toBe(store.getState());
    store.setState({ scratch: cellOf("scratch", "select 1") });
    expect(seen.getState().document.cells.map(({ id }) => id)).toEqual(["a", "scratch"]);
    expect(store.getState().document.cells.map(({ id }) => id)).toEqual(["a"]);
    store.setState({ scratch: null });
    expect(seen.getState()).toBe(store.getState());
  });

  it("gives the same document while neither it nor the notebook changes, so that the graph is not made anew", () => {
    const { store, seen } = stage();
    store.setState({ scratch: cellOf("scratch", "select 1") });
    const { document } = seen.getState();
    store.setState({ busy: true });
    expect(seen.getState().document).toBe(document);
    expect(seen.getState().busy).toBe(true);
  });

  it("leaves no relation behind, and what the runner writes never puts it into the notebook", () => {
    const { store, seen } = stage();
    store.setState({ scratch: cellOf("scratch", "select 1") });
    const relation = (cellId: string) => ({ name: cellId, cellId, columns: [], rowCount: 1 });
    seen.setState((state) => ({ relations: [...state.relations, relation("a"), relation("scratch")] }));
    expect(store.getState().relations.map(({ name }) => name)).toEqual(["a"]);
    expect(store.getState().document.cells).toHaveLength(1);
  });
});
