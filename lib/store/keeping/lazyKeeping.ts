import type { AppState } from "../state.ts";
import type { Keeping, KeepingDeps } from "./keeping.ts";

/**
 * What is kept beside a notebook's text: results, versions and runs. Its code is fetched when a kept notebook is opened,
 * or with the first edit or run.
 */
export function lazyKeeping(deps: KeepingDeps): () => Promise<Keeping> {
  let loading: Promise<Keeping> | null = null;
  const stop = deps.store.subscribe((state, before) => {
    if (!state.canUndo && !state.busy) return;
    stop();
    // Where it cannot be fetched nothing is kept, and what is asked of it says so.
    load(before).catch(() => null);
  });
  const load = (before: AppState) => {
    loading ??= import("./keeping.ts").then(({ Keeping }) => new Keeping(deps, before));
    return loading;
  };
  return () => load(deps.store.getState());
}
