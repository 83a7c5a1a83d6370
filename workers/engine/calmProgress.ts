import type { SourceEvent } from "../../lib/engine/protocol.ts";

/** Steps more often than this (ms) tell nobody more, and each costs a message, a render and a paint beside the load. */
const calmMs = 200;

/**
 * Passes events on, of progress only as much as can be seen: hundreds of small files tell of it thousands of times. Whatever
 * else happens goes through at once.
 */
export function calmProgress(
  onEvent: (event: SourceEvent) => void,
  now: () => number = () => performance.now(),
): (event: SourceEvent) => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  return (event) => {
    if (event.type === "progress") {
      const at = now();
      if (at - toldAt < calmMs) return;
      toldAt = at;
    }
    onEvent(event);
  };
}
