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

/** What a node is, how it stands where that is not as it should be, and how many rows it has. */
export interface NodeFacts {
  kind: string;
  word: string;
  rows: number | null;
}

/** The second line of a node, which has little room: of one that stands otherwise than it should, its kind is left out. */
export function nodeLine({ kind, word, rows }: NodeFacts): string {
  return [isAsUsual(word) ? kind : word, ...rowsOf(rows)].join(" · ");
}

/** What the line leaves out, to be said. */
export function saidKind({ kind, word }: NodeFacts): string {
  return isAsUsual(word) ? "" : `${kind}. `;
}

function rowsOf(rows: number | null): string[] {
  return rows === null ? [] : [countOf(rows, "row")];
}

function isAsUsual(word: string): boolean {
  return word === "Up to date" || word === "Loaded";
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
