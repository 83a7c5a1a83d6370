import type { Cell } from "../notebook/document.ts";
import type { AppStore } from "../store/appStore.ts";
import type { CellOutput } from "./cellRun.ts";

/** Keeps the list of relations that cells have made: a cell's own, in place of that of its earlier run. */
export function noteRelation(store: AppStore, cell: Cell, output: CellOutput): void {
  store.setState((state) => {
    const others = state.relations.filter((relation) => relation.cellId !== cell.id);
    if (!output.result) return others.length === state.relations.length ? {} : { relations: others };
    const { columns, rowCount } = output.result;
    return { relations: [...others, { name: cell.name, cellId: cell.id, columns, rowCount }] };
  });
}
