import { useState } from "react";
import { pinRelation } from "../../lib/contract/pin.ts";
import { withMap, withPin } from "../../lib/contract/writeContract.ts";
import type { Column } from "../../lib/engine/protocol.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { askRowsOf } from "../../lib/profile/askRows.ts";
import { cellById, cellView } from "../../lib/store/selectors.ts";
import { useSelect } from "../cell-kinds/useSelect.ts";
import { useAppStore, useCommands } from "../ui/AppContext.tsx";

/** What a click does to a contract: each is one step of undo. A cell that ran before runs on what is decided. */
export interface ContractEdit {
  pin(from: string, columns: readonly Column[]): Promise<void>;
  map(map: ReadonlyMap<string, string | null>): void;
  readonly isPinning: boolean;
  /** Why the latest pin could not be made; null where it could. */
  readonly problem: string | null;
}

export function useContractEdit(id: Cell["id"]): ContractEdit {
  const store = useAppStore();
  const commands = useCommands();
  const select = useSelect();
  const [isPinning, setPinning] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const write = (change: (source: string) => string) => {
    // The text as it is now: it may have been typed in while the relation was looked at.
    const before = cellById(store.getState(), id)?.source;
    if (before === undefined) return;
    const source = change(before);
    if (source === before) return;
    const hasRun = cellView(store.getState(), id).run.status !== "idle";
    commands.edit([{ type: "setSource", id, source }]);
    if (hasRun) void commands.run(id);
  };
  return {
    isPinning,
    problem,
    map: (map) => write((source) => withMap(source, map)),
    async pin(from, columns) {
      setPinning(true);
      setProblem(null);
      try {
        const pinned = await pinRelation(askRowsOf(select), from, columns);
        write((source) => withPin(source, pinned));
      } catch (thrown) {
        setProblem(thrown instanceof Error ? thrown.message : String(thrown));
      } finally {
        setPinning(false);
      }
    },
  };
}
