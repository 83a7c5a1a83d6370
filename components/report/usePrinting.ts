import { useSyncExternalStore } from "react";
import { flushSync } from "react-dom";

const paper = "print";

function subscribe(onChange: () => void): () => void {
  const query = matchMedia(paper);
  // The page is drawn as it goes to paper at once: what the browser prints is what stands there when this returns.
  const onPrint = () => flushSync(onChange);
  query.addEventListener("change", onPrint);
  return () => query.removeEventListener("change", onPrint);
}

/** Whether the page is being printed, or looked at as it would be. */
export function usePrinting(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => matchMedia(paper).matches,
    () => false,
  );
}
