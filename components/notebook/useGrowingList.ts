import { startTransition, useEffect, useState } from "react";

/**
 * The first `early` of a list that is new, and the rest of it a few at a time between the frames: what is seen first
 * does not wait for what is far below. A list that shares anything with the one before is no new one.
 */
export function useGrowingList(ids: readonly string[], early: number, step: number): readonly string[] {
  const [list, setList] = useState({ ids, count: early });
  if (list.ids !== ids) setList({ ids, count: isOther(list.ids, ids) ? early : list.count });
  // Of the list and not of its count: a new list begins with the count of the one before, and has to grow as well.
  useEffect(() => {
    if (list.count === endless) return;
    // What comes later, one cell at a time, is there at once.
    if (list.count >= list.ids.length) return setList((now) => ({ ...now, count: endless }));
    const grow = () => startTransition(() => setList((now) => ({ ...now, count: now.count + step })));
    // After the frame that shows what is there, and whatever waits to be done with it.
    const timer = setTimeout(grow);
    return () => clearTimeout(timer);
  }, [list, step]);
  return list.count >= ids.length ? ids : ids.slice(0, list.count);
}

const endless = Number.POSITIVE_INFINITY;

function isOther(before: readonly string[], after: readonly string[]): boolean {
  const known = new Set(before);
  return !after.some((id) => known.has(id));
}
