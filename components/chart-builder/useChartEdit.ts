import { useCallback } from "react";
import type { JsonObject } from "../../lib/chart/jsonObject.ts";
import { editJson } from "../../lib/chartBuilder/editJson.ts";
import { sameJson } from "../../lib/chartBuilder/sameJson.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import type { AppState } from "../../lib/store/state.ts";
import { useAppStore, useCommands } from "../ui/AppContext.tsx";

/** Writes a chart into its cell as one step of undo, and draws it where that makes nothing else run. */
export type ChartEdit = (spec: JsonObject) => void;

export function useChartEdit(cell: Cell, before: JsonObject): ChartEdit {
  const store = useAppStore();
  const commands = useCommands();
  return useCallback(
    (spec) => {
      if (sameJson(before, spec)) return;
      const source = editJson(cell.source, spec);
      commands.edit([{ type: "setSource", id: cell.id, source }]);
      if (isAtHand(store.getState(), cell.options.from ?? "")) void commands.run(cell.id);
    },
    [store, commands, cell, before],
  );
}

/** Whether a relation is there as its maker would make it now. */
export function isAtHand(state: AppState, relation: string): boolean {
  if (state.origin === "foreign" || state.engine.status !== "ready") return false;
  const name = relation.toLowerCase();
  const maker = state.document.cells.find((cell) => cell.name !== "" && cell.name.toLowerCase() === name);
  if (maker) return state.cells[maker.id]?.run.status === "done";
  return state.sources.some((source) => source.relation.toLowerCase() === name && source.status === "ready");
}
