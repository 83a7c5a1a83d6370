import type { AppStore } from "../appStore.ts";
import { notify } from "../notices.ts";

/** Says why a notebook from elsewhere does not run here. */
export function refuseWithoutWalls(store: AppStore): void {
  const text =
    store.getState().walls === "missing"
      ? "This host does not send the headers that keep foreign code closed in, so a notebook from elsewhere does not run here."
      : "This host does not answer, so it is not known whether it keeps foreign code closed in. Try again once it does.";
  notify(store, "warning", text);
}
