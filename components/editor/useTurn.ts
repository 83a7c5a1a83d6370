import { useEffect, useState } from "react";

const waiting = new Set<() => void>();
let running = false;

/** Takes turns one frame apart: a page of editors must not be built in one long task. */
function next(): void {
  const first = waiting.values().next().value;
  running = first !== undefined;
  if (!first) return;
  waiting.delete(first);
  first();
  requestAnimationFrame(() => setTimeout(next));
}

/** Whether it is this editor's turn to be built; one that is `urgent` never waits. */
export function useTurn(wanted: boolean, urgent: boolean): boolean {
  const [mine, setMine] = useState(false);
  useEffect(() => {
    if (!wanted || urgent) return;
    const take = () => setMine(true);
    waiting.add(take);
    if (!running) {
      running = true;
      requestAnimationFrame(() => setTimeout(next));
    }
    return () => {
      waiting.delete(take);
      setMine(false);
    };
  }, [wanted, urgent]);
  useEffect(() => {
    if (wanted && urgent) setMine(true);
  }, [wanted, urgent]);
  return wanted && (urgent || mine);
}
