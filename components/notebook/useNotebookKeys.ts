import { type RefObject, useLayoutEffect } from "react";
import { tellUnfetched } from "../../lib/store/tellUnfetched.ts";
import type { EarlyKey } from "../fingers/fingers.ts";
import { useAppStore, useCommands } from "../ui/AppContext.tsx";
import { whenTouched } from "../ui/whenTouched.ts";
import { keepsFolds } from "./keepsFolds.ts";
import { useUiStore } from "./UiContext.tsx";
import { loadFingers } from "./usePerform.ts";

/** Binds the notebook's keys, at the first sign of a hand; keys pressed until their code is there are not lost. */
export function useNotebookKeys(notebook: RefObject<HTMLElement | null>): void {
  const store = useAppStore();
  const commands = useCommands();
  const ui = useUiStore();
  useLayoutEffect(() => {
    const element = notebook.current;
    if (!element) return;
    let isGone = false;
    let detach = () => undefined as unknown;
    const early: EarlyKey[] = [];
    const onEarly = (event: KeyboardEvent) => early.push({ event, selection: store.getState().selection });
    const stopEarly = () => window.removeEventListener("keydown", onEarly);
    window.addEventListener("keydown", onEarly);
    const attach = () =>
      loadFingers().then(
        ({ attachFingers }) => {
          stopEarly();
          if (!isGone) detach = attachFingers(element, { store, commands, ui }, early.splice(0));
        },
        () => {
          early.length = 0;
          if (isGone) return;
          tellUnfetched(store);
          window.addEventListener("online", attach, { once: true });
        },
      );
    const stopWaiting = whenTouched(attach);
    // Sections that were left folded are so before anybody touches them.
    if (keepsFolds(store.getState().notebookId)) {
      stopWaiting();
      attach();
    }
    return () => {
      isGone = true;
      stopEarly();
      stopWaiting();
      window.removeEventListener("online", attach);
      detach();
    };
  }, [notebook, store, commands, ui]);
}
