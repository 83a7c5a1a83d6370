import { type RefObject, useEffect } from "react";
import { drawerBelowPx, readPanelPreference } from "./panelPreference.ts";
import { useUiStore } from "./UiContext.tsx";

/** Where the panel lies over the notebook as a drawer: Escape closes it, and it begins closed. */
export function useDrawer(zone: RefObject<HTMLElement | null>): void {
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
  useEffect(() => {
    // A panel beside the notebook must not become a drawer over it just because the window was made narrow.
    const narrow = window.matchMedia(`(max-width: ${drawerBelowPx - 1}px)`);
    const onWidth = () => ui.setState({ panelOpen: readPanelPreference() });
    narrow.addEventListener("change", onWidth);
    return () => narrow.removeEventListener("change", onWidth);
  }, [ui]);
}
