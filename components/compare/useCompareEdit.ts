import { useCallback } from "react";
import { type CompareEdit, writeCompare } from "../../lib/compare/writeCompare.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { cellById, relationRowCount } from "../../lib/store/selectors.ts";
import { isAtHand } from "../chart-builder/useChartEdit.ts";
import { useAppStore, useCommands } from "../ui/AppContext.tsx";

/** So many rows are gone through at every click; more only when asked. */
const mostUnasked = 2_000_000;

/** How a compare cell's form writes: each change one step of undo, then run where that is quick and makes nothing else run. */
export interface CompareWriting {
  text(edit: CompareEdit): void;
  /** The columns of the key; none leaves it to the proposal. */
  key(names: readonly string[]): void;
}

export function useCompareEdit({ id, options: { from = "", to = "" } }: Cell): CompareWriting {
  const store = useAppStore();
  const commands = useCommands();
  const run = useCallback(() => {
    const state = store.getState();
    const isQuick = (name: string) =>
      isAtHand(state, name) && (relationRowCount(state, name) ?? 0) <= mostUnasked;
    if (isQuick(from) && isQuick(to)) void commands.run(id);
  }, [store, commands, id, from, to]);
  const text = useCallback(
    (edit: CompareEdit) => {
      // The text as it is now: two changes may come before the next drawing.
      const before = cellById(store.getState(), id)?.source ?? "";
      const source = writeCompare(before, edit);
      if (source === before) return;
      commands.edit([{ type: "setSource", id, source }]);
      run();
    },
    [store, commands, id, run],
  );
  const key = useCallback(
    (names: readonly string[]) => {
      commands.setOption(id, "key", names.length === 0 ? null : names.join(","));
      run();
    },
    [commands, id, run],
  );
  return { text, key };
}
