import type { AppStore } from "./appStore.ts";
import { notify } from "./notices.ts";

/** Says that a part of the application could not be fetched, whichever control asked for it. */
export function tellUnfetched(store: AppStore): void {
  notify(
    store,
    "warning",
    "A part of Eider could not be fetched. Nothing is lost: try again once this device has a network.",
  );
}

/** Whether something failed because a script of the application's own did not come. */
export function isUnfetched(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  return thrown.name === "ChunkLoadError" || /dynamically imported module/i.test(thrown.message);
}
