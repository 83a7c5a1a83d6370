import { useCallback } from "react";
import { useAppStore, useCommands } from "../ui/AppContext.tsx";
import { relationQuery } from "./relationQuery.ts";

/** Puts a cell that shows a relation below the selected one, and runs it. */
export function useQueryRelation(): (relation: string) => void {
  const store = useAppStore();
  const commands = useCommands();
  return useCallback(
    (relation) => {
      const { document, selection } = store.getState();
      const id = commands.insertCell("sql", { after: selection.cellId ?? document.cells.at(-1)?.id ?? null });
      commands.setSource(id, relationQuery(relation));
      commands.select(id, "command");
      void commands.run(id);
    },
    [store, commands],
  );
}
