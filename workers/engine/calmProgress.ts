import type { SourceEvent } from "../../lib/engine/protocol.ts";

/** A page cannot show more steps than this lets through (ms), and each costs it a message and a render. */
const calmMs = 50;

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
