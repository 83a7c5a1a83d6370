import type { ViewId } from "../../lib/engine/viewRequest.ts";

let last = 0;

/** A number that nothing else asked of the engine's views has. */
export function nextViewId(): ViewId {
  return ++last;
}
