import { useEffect, useState } from "react";
import { loadMonaco } from "./loadMonaco.ts";
import type { MonacoSetup } from "./monacoSetup.ts";

/** Monaco, once it is loaded; null before that, and for good where it cannot be loaded: plain editing goes on. */
export function useMonaco(wanted: boolean): MonacoSetup | null {
  const [setup, setSetup] = useState<MonacoSetup | null>(null);
  useEffect(() => {
    if (!wanted || setup) return;
    let gone = false;
    loadMonaco().then(
      (loaded) => {
        if (!gone) setSetup(loaded);
      },
      (error: unknown) => console.warn("The full editor could not be loaded; plain editing goes on.", error),
    );
    return () => {
      gone = true;
    };
  }, [wanted, setup]);
  return setup;
}
