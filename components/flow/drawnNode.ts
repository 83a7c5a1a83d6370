import { isDisabled, isFrozen } from "../../lib/dataflow/cellOptions.ts";
import type { FlowNode } from "../../lib/dataflow/layout/flowNodes.ts";
import { cellById, cellView } from "../../lib/store/selectors.ts";
import type { AppState, SourceView } from "../../lib/store/state.ts";
import { cellKindOf } from "../cell-kinds/cellKinds.ts";
import { type NodeFacts, runWord, sourceWord } from "./flowWords.ts";

/** Marks are those of cells: a source that has no data looks as a cell that did not run. */
const asRun: Record<SourceView["status"], string> = {
  ready: "done",
  loading: "running",
  failed: "failed",
  stopped: "cancelled",
  missing: "blocked",
};

/** How a node stands, as `data-run` of a cell. */
export function nodeStatus(state: AppState, { cellId, name }: FlowNode): string {
  if (cellId !== null) return cellView(state, cellId).run.status;
  return asRun[sourceOf(state, name)?.status ?? "missing"];
}

/** `words` puts what is known of a node into a text. */
export function nodeText(
  state: AppState,
  { cellId, name, kind }: FlowNode,
  words: (facts: NodeFacts) => string,
): string {
  if (cellId === null) {
    const source = sourceOf(state, name);
    const word = sourceWord(source?.status ?? "missing");
    return words({ kind: "Source", word, rows: source?.receipt?.loaded ?? null });
  }
  const cell = cellById(state, cellId);
  const { run, output } = cellView(state, cellId);
  const is = {
    disabled: cell !== undefined && isDisabled(cell),
    frozen: cell !== undefined && isFrozen(cell),
  };
  const rows = output?.result?.rowCount ?? null;
  return words({ kind: cellKindOf(kind).label, word: runWord(run.status, is), rows });
}

function sourceOf(state: AppState, name: string): SourceView | undefined {
  return state.sources.find(({ relation }) => relation === name);
}
