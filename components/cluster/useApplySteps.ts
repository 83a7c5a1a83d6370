import { useCallback } from "react";
import type { Cell } from "../../lib/notebook/document.ts";
import type { ProposedStep } from "../../lib/propose/proposal.ts";
import { addCleanSteps } from "../../lib/store/steps/addCleanSteps.ts";
import { useAppStore, useCommands } from "../ui/AppContext.tsx";

/** Writes steps into the clean cell of a cell's relation, and is done. */
export function useApplySteps(cell: Cell, onDone: () => void): (steps: readonly ProposedStep[]) => void {
  const store = useAppStore();
  const commands = useCommands();
  return useCallback(
    (steps) => {
      onDone();
      // A dialog that closes gives the focus back a frame later; the cell with the steps is to have it.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          addCleanSteps(store.getState(), commands, { relation: cell.name, after: cell.id, steps });
        }),
      );
    },
    [store, commands, cell.name, cell.id, onDone],
  );
}
