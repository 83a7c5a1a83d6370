import { formatElapsed } from "./formatElapsed.ts";
import { useElapsed } from "./useElapsed.ts";

/** Time since a start, from half a second on: shorter work is over before anyone reads it. */
export function Elapsed({ startedAt, className }: { startedAt: number; className?: string | undefined }) {
  const elapsedMs = useElapsed(startedAt);
  if (elapsedMs < 500) return null;
  const tenths = elapsedMs < 59_950 ? `${(elapsedMs / 1000).toFixed(1)} s` : formatElapsed(elapsedMs);
  return <span className={className}>{tenths}</span>;
}
