import { useCallback } from "react";
import { type MatchEdit, writeMatch } from "../../lib/match/writeMatch.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { useAppStore, useCommands } from "../ui/AppContext.tsx";

/** Writes what a person changes into the cell's text, each as one step of undo. */
export function useMatchEdit(id: Cell["id"]): (edit: MatchEdit) => void {
  const store = useAppStore();
  const commands = useCommands();
  return useCallback(
    (edit) => {
      // The text as it is now: two changes may come before the next drawing.
      const before = store.getState().document.cells.find((cell) => cell.id === id)?.source ?? "";
      const source = writeMatch(before, edit);
      if (source !== before) commands.edit([{ type: "setSource", id, source }]);
    },
    [store, commands, id],
  );
}
