import { automaticPlan } from "../dataflow/automaticPlan.ts";
import type { Graph } from "../dataflow/graph.ts";
import type { CellId } from "../notebook/document.ts";
import { type AppStore, setView, viewOf } from "../store/appStore.ts";
import { cellById } from "../store/selectors.ts";
import type { AppState } from "../store/state.ts";
import type { LeftBecause } from "./cellRun.ts";
import { keepsResult } from "./keptResult.ts";

/** Typing that pauses for so long has come to something. */
export const typingPauseMs = 700;
/** For changes that are whole at once, such as a parameter's value or a result that others read. */
export const settledPauseMs = 80;

/** A cell that took longer last time runs only when asked for. */
const slowMs = 5000;
/** So does one that fetched more than this. */
const muchFetchedBytes = 20e6;

export interface AutomaticDeps {
  store: AppStore;
  graph(): Graph;
  /** How long the cell took last time, in milliseconds; 0 where it never ran. */
  costOf(id: CellId): number;
  /** Runs cells that nobody asked for. */
  run(targets: readonly CellId[]): void;
}

/** Runs what an edit made stale, once the typing pauses. What takes long is left stale and says so. */
export class AutomaticRuns {
  private readonly waiting = new Set<CellId>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private dueAt = 0;

  constructor(private readonly deps: AutomaticDeps) {}

  /** These cells are no longer up to date; after the pause, all that were told until then run. */
  note(ids: readonly CellId[], pauseMs: number): void {
    if (ids.length === 0 || this.deps.store.getState().document.run !== "automatic") return;
    for (const id of ids) this.waiting.add(id);
    this.dueAt = Math.max(this.dueAt, performance.now() + pauseMs);
    this.arm(this.dueAt - performance.now());
  }

  /** Runs nothing of what was told until now. */
  clear(): void {
    clearTimeout(this.timer);
    this.waiting.clear();
    this.dueAt = 0;
  }

  private arm(afterMs: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), afterMs);
  }

  private flush(): void {
    const { store, graph, run } = this.deps;
    const state = store.getState();
    if (!mayRunUnasked(state)) {
      this.clear();
      return;
    }
    if (isComing(state)) {
      // A cell that ran now would fail for want of its data.
      this.arm(typingPauseMs);
      return;
    }
    const wanted = [...this.waiting].filter((id) => cellById(state, id)?.source.trim() !== "");
    this.clear();
    const { targets, left } = automaticPlan(graph(), {
      wanted,
      isFresh: (id) => viewOf(state, id).run.status === "done",
      isKept: (id) => keepsResult(state, id),
      heldBy: (id) => this.heldBy(state, id),
    });
    for (const { id, why, through } of left) {
      const name = cellById(state, through)?.name ?? "";
      setView(store, id, (view) => ({ ...view, left: { ...why, through: id === through ? null : name } }));
    }
    if (targets.length > 0) run(targets);
  }

  private heldBy(state: AppState, id: CellId): LeftBecause | null {
    const { output, traffic } = viewOf(state, id);
    const elapsedMs = this.deps.costOf(id);
    if (elapsedMs > slowMs) return { reason: "slow", elapsedMs };
    if (output?.result?.kept === "too-large") return { reason: "large" };
    if (traffic && traffic.bytes > muchFetchedBytes) return { reason: "fetches", bytes: traffic.bytes };
    return null;
  }
}

/** Nothing of a notebook runs unasked that is not its user's, or that another tab writes, or on a host without walls. */
function mayRunUnasked({ document, origin, from, walls, writable, engine }: AppState): boolean {
  return (
    document.run === "automatic" &&
    origin === "own" &&
    writable &&
    (from === null || walls === "standing") &&
    (engine.status === "ready" || engine.status === "starting")
  );
}

function isComing({ engine, sources }: AppState): boolean {
  return engine.status === "starting" || sources.some((source) => source.status === "loading");
}
