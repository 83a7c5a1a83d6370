import type { MonacoSetup } from "./monacoSetup.ts";

let loading: Promise<MonacoSetup> | null = null;

/** Loads and sets up Monaco once, however many editors ask; a failed load may be tried again. */
export function loadMonaco(): Promise<MonacoSetup> {
  loading ??= import("./monacoSetup.ts")
    .then((module) => module.monacoSetup())
    .catch((error: unknown) => {
      loading = null;
      throw error;
    });
  return loading;
}
