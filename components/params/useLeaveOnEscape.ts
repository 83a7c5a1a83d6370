import { type RefObject, useEffect } from "react";

/** Escape leads from a control back to its cell, whose keys then act. */
export function useLeaveOnEscape(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.isComposing || !(event.target instanceof Element)) return;
      // An open list takes the key for itself.
      if (event.target.getAttribute("aria-expanded") === "true") return;
      // A closed list would be emptied by it.
      event.stopPropagation();
      element.closest<HTMLElement>("[data-cell-id]")?.focus({ preventScroll: true });
    };
    element.addEventListener("keydown", onKeyDown);
    return () => element.removeEventListener("keydown", onKeyDown);
  }, [root]);
}
