import { useCallback } from "react";
import type { NotebookAction } from "../../lib/notebookKeys/keyMap.ts";
import { performAction } from "../../lib/notebookKeys/performAction.ts";
import { useActionTarget } from "../notebook/useActionTarget.ts";
import { useCommands } from "../ui/AppContext.tsx";

const actions: Record<"stay" | "next" | "insert", NotebookAction> = {
  stay: "runStay",
  next: "runNext",
  insert: "runInsert",
};

/** The run keys of the editor, which act on its own cell. */
export function useCellRunKeys(id: string): (next: "stay" | "next" | "insert") => void {
  const target = useActionTarget();
  const commands = useCommands();
  return useCallback(
    (next) => {
      target.setAnchor(null);
      commands.select(id, "edit");
      performAction(actions[next], target);
    },
    [target, commands, id],
  );
}
