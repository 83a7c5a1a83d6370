import { useEffect, useState } from "react";

/**
 * The first `early` of a list when it is first drawn, and the rest of it a few at a time between the frames: what is seen
 * first does not wait for what is far below. Once it is all there, what comes later is there at once.
 */
export function useGrowingList(ids: readonly string[], early: number, step: number): readonly string[] {
  const [count, setCount] = useState(early);
  const total = ids.length;
  useEffect(() => {
    if (count === endless) return;
    // After the frame that shows what is there, and whatever waits to be done with it. No transition: React begins one
    // anew with whatever else changes, and draws nothing that is less urgent until it is through.
    const timer = setTimeout(() => setCount(count >= total ? endless : count + step));
    return () => clearTimeout(timer);
  }, [count, total, step]);
  return count >= total ? ids : ids.slice(0, count);
}

const endless = Number.POSITIVE_INFINITY;
