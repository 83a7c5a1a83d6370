import { type RefObject, useEffect } from "react";
import { tableOf } from "./useColumnWindow.ts";

/**
 * Hands the focus to the table when the cell that has it is taken off the screen, by scrolling or by a new result:
 * a browser would leave it to the page, and the next arrow key would be lost.
 */
export function useKeptFocus(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    let holder: Element | null = null;
    const onFocusIn = (event: FocusEvent) => {
      holder = event.target instanceof Element ? event.target : null;
    };
    const onFocusOut = () => {
      const before = holder;
      // Browsers differ in whether a focused element tells of its removal, so it is looked at when that is over.
      queueMicrotask(() => {
        if (holder === before && holder?.isConnected && document.activeElement !== holder) holder = null;
      });
    };
    const observer = new MutationObserver(() => {
      if (!holder || holder.isConnected) return;
      holder = null;
      const { activeElement, body } = document;
      if (activeElement === null || activeElement === body) tableOf(element)?.focus({ preventScroll: true });
    });
    element.addEventListener("focusin", onFocusIn);
    element.addEventListener("focusout", onFocusOut);
    observer.observe(element, { childList: true, subtree: true });
    return () => {
      element.removeEventListener("focusin", onFocusIn);
      element.removeEventListener("focusout", onFocusOut);
      observer.disconnect();
    };
  }, [root]);
}
