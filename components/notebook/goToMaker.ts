import type { Maker } from "../../lib/editor/sql/known.ts";
import type { AppStore } from "../../lib/store/appStore.ts";
import type { AppCommands } from "../../lib/store/commands.ts";
import { cellById } from "../../lib/store/selectors.ts";
import type { UiStore } from "./uiStore.ts";

/** Shows what makes a relation or a value, and gives it the keyboard: the cell, or the source in the data panel. */
export function goToMaker(maker: Maker, store: AppStore, commands: AppCommands, ui: UiStore): void {
  if (maker.kind === "cell") {
    if (cellById(store.getState(), maker.cellId)) commands.select(maker.cellId, "command");
    return;
  }
  const source = store.getState().sources.find(({ relation }) => relation === maker.relation);
  if (!source) return;
  ui.setState({ panelOpen: true });
  // A closed panel takes no focus; it is open from the next frame on.
  requestAnimationFrame(() => {
    const line = document.querySelector<HTMLElement>(`[data-key="source ${source.id}"]`);
    line?.scrollIntoView({ block: "nearest" });
    line?.focus();
  });
}
