import { type FlowOption, isDisabled } from "../dataflow/cellOptions.ts";
import type { CellId } from "../notebook/document.ts";
import type { AppStore } from "../store/appStore.ts";
import type { AppCommands } from "../store/commands.ts";
import { notify } from "../store/notices.ts";
import { cellById } from "../store/selectors.ts";
import { keepsResult } from "./keptResult.ts";

/** Says why a cell that was asked for does not run, and offers to let it. */
export function explainRefusal(
  store: AppStore,
  commands: Pick<AppCommands, "setOption" | "run">,
  id: CellId,
): void {
  const state = store.getState();
  const cell = cellById(state, id);
  if (!cell) return;
  const offer = (text: string, label: string, option: FlowOption) =>
    notify(store, "info", text, {
      label,
      run: () => {
        commands.setOption(id, option, null);
        void commands.run(id);
      },
    });
  if (isDisabled(cell)) offer(`"${cell.name}" is disabled and did not run.`, "Enable and run", "disabled");
  else if (keepsResult(state, id))
    offer(`"${cell.name}" is frozen: it keeps the result it has.`, "Thaw and run", "frozen");
}
