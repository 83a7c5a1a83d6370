import { useMemo } from "react";
import type { ActionTarget } from "../../lib/notebookKeys/performAction.ts";
import { useAppStore, useCommands } from "../ui/AppContext.tsx";
import { useUiStore } from "./UiContext.tsx";
import { toggled } from "./uiStore.ts";

/** What keys, palette and menus act on. */
export function useActionTarget(): ActionTarget {
  const store = useAppStore();
  const commands = useCommands();
  const ui = useUiStore();
  return useMemo(
    () => ({
      state: () => store.getState(),
      commands,
      get anchor() {
        return ui.getState().anchor;
      },
      setAnchor: (anchor) => ui.setState({ anchor }),
      toggleOutput: (ids) => ui.setState((state) => ({ folded: toggled(state.folded, ids) })),
      openPalette: () => ui.setState({ dialog: "palette" }),
      openHelp: () => ui.setState({ dialog: "help" }),
    }),
    [store, commands, ui],
  );
}
