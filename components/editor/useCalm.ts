import { useEffect, useState } from "react";
import { useApp } from "../ui/AppContext.tsx";

/** What a run leaves is drawn in this time; see useCalm. */
const calmAfterMs = 400;

/**
 * Whether the engine has started and nothing has run for a moment. Monaco's start takes the page a third of a second:
 * not while the engine starts, nor while rows are on their way to the screen.
 */
export function useCalm(): boolean {
  const isQuiet = useApp((state) => state.engine.status !== "starting" && !state.busy);
  const [calm, setCalm] = useState(false);
  useEffect(() => {
    if (!isQuiet) {
      setCalm(false);
      return;
    }
    const timer = setTimeout(() => setCalm(true), calmAfterMs);
    return () => clearTimeout(timer);
  }, [isQuiet]);
  return calm && isQuiet;
}
