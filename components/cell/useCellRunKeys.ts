import { useCallback } from "react";
import type { NotebookAction } from "../../lib/notebookKeys/notebookAction.ts";

import { useUiStore } from "../notebook/UiContext.tsx";
import { usePerform } from "../notebook/usePerform.ts";
import { useCommands } from "../ui/AppContext.tsx";

const actions: Record<"stay" | "next" | "insert", NotebookAction> = {
  stay: "runStay",
  next: "runNext",
  insert: "runInsert",
};

/** The run keys of the editor, which act on its own cell. */
export function useCellRunKeys(id: string): (next: "stay" | "next" | "insert") => void {
  const ui = useUiStore();
  const perform = usePerform();
  const commands = useCommands();
  return useCallback(
    (next) => {
      ui.setState({ anchor: null });
      commands.select(id, "edit");
      perform(actions[next]);
    },
    [ui, perform, commands, id],
  );
}
