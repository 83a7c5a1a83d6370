import { useCallback } from "react";
import { ChoiceError, type Path } from "../../lib/events/choiceError.ts";
import { compileEvents } from "../../lib/events/compileEvents.ts";
import { withAnalysis, withChoice } from "../../lib/events/text/editEvents.ts";
import type { Plain } from "../../lib/events/text/fields.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { relationRowCount } from "../../lib/store/selectors.ts";
import { isAtHand } from "../chart-builder/useChartEdit.ts";
import { useAppStore, useCommands } from "../ui/AppContext.tsx";
import { logHere } from "./logHere.ts";

/** So many rows are gone through at every click; more only when asked. */
const mostUnasked = 2_000_000;

/** How a builder writes into its cell's text: each change one step of undo, then run where that is quick and can be. */
export interface EventsEdit {
  /** Another value at a place; null takes away what stands there. */
  set(path: Path, value: Plain | null): void;
  analysis(from: string, to: string): void;
}

export function useEventsEdit(cell: Cell): EventsEdit["set"] {
  const write = useWrite(cell);
  return useCallback((path, value) => write(withChoice(cell.source, path, value)), [write, cell.source]);
}

export function useAnalysisEdit(cell: Cell): EventsEdit["analysis"] {
  const write = useWrite(cell);
  return useCallback((from, to) => write(withAnalysis(cell.source, from, to)), [write, cell.source]);
}

function useWrite(cell: Cell): (source: string) => void {
  const store = useAppStore();
  const commands = useCommands();
  return useCallback(
    (source) => {
      if (source === cell.source) return;
      commands.edit([{ type: "setSource", id: cell.id, source }]);
      const state = store.getState();
      const from = cell.options.from ?? "";
      if (!isAtHand(state, from) || (relationRowCount(state, from) ?? 0) > mostUnasked) return;
      const here = logHere(state, { ...cell, source });
      // What is not all said yet is not worth an error.
      if (here && isComplete(() => compileEvents(here.choices, here.log))) void commands.run(cell.id);
    },
    [store, commands, cell],
  );
}

function isComplete(compile: () => unknown): boolean {
  try {
    compile();
    return true;
  } catch (thrown) {
    if (thrown instanceof ChoiceError) return false;
    throw thrown;
  }
}
