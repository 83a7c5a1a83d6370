import type { CellView } from "../../lib/run/cellRun.ts";
import { holdsNoRows } from "../../lib/run/keptResult.ts";
import { formatBytes } from "../ui/formatBytes.ts";
import { formatElapsed } from "../ui/formatElapsed.ts";

/** Why a cell was left stale where edits run what they change. */
export function leftWords(left: NonNullable<CellView["left"]>): string {
  const what = whatOf(left);
  return left.through === null ? `Not run by itself: it ${what}` : `Waits for ${left.through}, which ${what}`;
}

function whatOf(left: NonNullable<CellView["left"]>): string {
  switch (left.reason) {
    case "slow":
      return `took ${formatElapsed(left.elapsedMs)} last time`;
    case "large":
      return "has more rows than fit the memory";
    case "fetches":
      return `fetched ${formatBytes(left.bytes)} last time`;
  }
}

/** What is told of a frozen cell: that it keeps its result, that this is an older one, or that there is none to keep. */
export function frozenWords({ run, outdated, output }: Pick<CellView, "run" | "outdated" | "output">): {
  short: string;
  long: string;
} {
  if (outdated)
    return {
      short: "Frozen, has changed since",
      long: "It keeps the result it has, although its text or something it reads has changed since. Thaw it to run it.",
    };
  if (run.status === "done" && holdsNoRows({ output }))
    return {
      short: "Frozen, but no rows kept",
      long: "Its rows are computed whenever they are read, so they follow what it reads. Run it to keep them as a table.",
    };
  if (run.status === "done")
    return { short: "Frozen", long: "It keeps the result it has until you thaw it." };
  return {
    short: "Frozen, no result kept",
    long: "The result that it kept is gone, or it has never run. It runs once more, and keeps what that gives.",
  };
}
