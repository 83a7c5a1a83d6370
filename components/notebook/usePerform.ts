import { useCallback } from "react";
import type { NotebookAction } from "../../lib/notebookKeys/notebookAction.ts";

import { useAppStore, useCommands } from "../ui/AppContext.tsx";
import { useUiStore } from "./UiContext.tsx";

type Fingers = typeof import("../fingers/fingers.ts");

let loaded: Fingers | null = null;

/** The code of keys and actions, fetched when first wanted. */
export async function loadFingers(): Promise<Fingers> {
  loaded ??= await import("../fingers/fingers.ts");
  return loaded;
}

/** Does what keys, palette and menus ask for: at once, once its code is there. */
export function usePerform(): (action: NotebookAction) => void {
  const store = useAppStore();
  const commands = useCommands();
  const ui = useUiStore();
  return useCallback(
    (action) => {
      const act = ({ perform }: Fingers) => perform(action, { store, commands, ui });
      if (loaded) act(loaded);
      else void loadFingers().then(act);
    },
    [store, commands, ui],
  );
}
