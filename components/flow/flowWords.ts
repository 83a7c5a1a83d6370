import type { RunState } from "../../lib/run/cellRun.ts";
import type { SourceView } from "../../lib/store/state.ts";
import { countOf } from "../ui/formatCount.ts";

const ofRun: Record<RunState, string> = {
  idle: "Not run",
  queued: "Queued",
  running: "Running",
  done: "Up to date",
  stale: "Stale",
  failed: "Failed",
  blocked: "Did not run",
  cancelled: "Stopped",
};

const ofSource: Record<SourceView["status"], string> = {
  ready: "Loaded",
  loading: "Loading",
  failed: "Failed",
  stopped: "Stopped",
  missing: "Not here",
};

/** How a node of the graph stands, in a word or two. */
export function runWord(status: RunState, is: { disabled: boolean; frozen: boolean }): string {
  if (is.disabled) return "Disabled";
  if (is.frozen) return status === "done" ? "Frozen" : `${ofRun[status]}, frozen`;
  return ofRun[status];
}

export function sourceWord(status: SourceView["status"]): string {
  return ofSource[status];
}

/** The second line of a node: what it is, and how many rows it has, or else how it stands. */
export function nodeLine(kind: string, word: string, rows: number | null): string {
  const said = word === "Up to date" || word === "Loaded" ? null : word;
  return [kind, said, rows === null ? null : countOf(rows, "row")]
    .filter((part) => part !== null)
    .join(" · ");
}

const mostNamed = 6;

/** Who reads whom, as one sentence or two. */
export function readsSentence(reads: readonly string[], readBy: readonly string[]): string {
  const parts = [
    reads.length === 0 ? "" : `Reads ${shortList(reads)}.`,
    readBy.length === 0 ? "" : `Read by ${shortList(readBy)}.`,
  ];
  return parts.filter(Boolean).join(" ") || "Reads nothing, and nothing reads it.";
}

/** Names in a row, the first ones of many. */
export function shortList(names: readonly string[]): string {
  const shown = names.slice(0, mostNamed).join(", ");
  return names.length > mostNamed ? `${shown} and ${names.length - mostNamed} more` : shown;
}
