import { type RefObject, useEffect } from "react";
import { drawerBelowPx } from "./panelPreference.ts";
import { useUiStore } from "./UiContext.tsx";

/** Escape closes the panel where it lies over the notebook as a drawer. */
export function useDrawerEscape(zone: RefObject<HTMLElement | null>): void {
  const ui = useUiStore();
  useEffect(() => {
    const element = zone.current;
    if (!element) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || window.innerWidth >= drawerBelowPx) return;
      ui.setState({ panelOpen: false });
      document.querySelector<HTMLElement>('[data-part="panel-toggle"]')?.focus();
    };
    element.addEventListener("keydown", onKey);
    return () => element.removeEventListener("keydown", onKey);
  }, [zone, ui]);
}
