import { useEffect, useRef } from "react";
import type { Cell, CellId } from "../../lib/notebook/document.ts";
import { changedInputs, mayRunReaders, shownReaders } from "../../lib/report/reportRuns.ts";
import { useAppStore, useCommands } from "../ui/AppContext.tsx";
import { reportGraph } from "./useReport.ts";

/** A drag of a slider that rests for so long has come to something. */
const restMs = 300;

/** Runs what the report shows of the readers of an input that was changed, once its changes rest and nothing else runs. */
export function useReaderRuns(cells: readonly Cell[]): void {
  const store = useAppStore();
  const commands = useCommands();
  const shown = useRef(cells);
  shown.current = cells;
  useEffect(() => {
    const changed = new Set<CellId>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const run = () => {
      timer = undefined;
      const state = store.getState();
      // The end of the run in flight comes back here.
      if (state.busy) return;
      const inputs = [...changed];
      changed.clear();
      if (!mayRunReaders(state)) return;
      const ids = shownReaders(
        reportGraph.of(state),
        inputs,
        shown.current.map(({ id }) => id),
      );
      if (ids.length > 0) void commands.run(ids);
    };
    const stop = store.subscribe((state, before) => {
      if (state.opened !== before.opened) changed.clear();
      else for (const id of changedInputs(before.document, state.document)) changed.add(id);
      const isNew = state.document !== before.document;
      if (changed.size === 0 || !(isNew || (before.busy && !state.busy))) return;
      clearTimeout(timer);
      timer = setTimeout(run, restMs);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [store, commands]);
}
