import { useEffect } from "react";

/** Escape closes what is open over the library, and leaves the library open. */
export function useOwnEscape(onClose: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.isComposing) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      onClose();
    };
    // Before all others hear it: the page closes every dialog at that key.
    window.addEventListener("keydown", onKey, true);
    return () => window.removeEventListener("keydown", onKey, true);
  }, [onClose]);
}
