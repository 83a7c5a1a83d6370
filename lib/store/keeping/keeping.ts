import type { AskedChart } from "../../chart/askChart.ts";
import type { HistoryStorage } from "../../history/historyStorage.ts";
import type { VersionReason } from "../../history/versionEntry.ts";
import type { NotebookDocument } from "../../notebook/document.ts";
import type { AppStore } from "../appStore.ts";
import type { Editing } from "../documentCommands.ts";
import { notify } from "../notices.ts";
import type { Platform } from "../platform.ts";
import type { AppState } from "../state.ts";
import { isUnfetched, tellUnfetched } from "../tellUnfetched.ts";
import { ResultKeeper } from "./keepResults.ts";
import { RunKeeper } from "./keepRuns.ts";
import { VersionKeeper } from "./keepVersions.ts";
import { createNotebookHistory, type NotebookHistory } from "./notebookHistory.ts";
import { observeRuns } from "./observeRuns.ts";

export interface KeepingDeps {
  platform: Pick<Platform, "history" | "onLeaving">;
  store: AppStore;
  editing: Pick<Editing, "apply" | "restore" | "commands">;
}

/** After a run its result is on its way to the screen, which comes first. */
const afterRunMs = 400;
/** A pause that ends a burst of editing, and the longest burst. */
const pauseMs = 10_000;
const longestBurstMs = 120_000;

/**
 * Keeps on the device, beside a notebook's text, what its cells showed last, what it was like before, and what ran.
 * Nothing of a notebook from elsewhere that its user neither ran nor changed, and nothing where another tab writes.
 */
export class Keeping {
  private readonly results: ResultKeeper;
  private readonly runs: RunKeeper;
  private readonly versions = new VersionKeeper();
  private readonly listeners = new Set<() => void>();
  private working: Promise<void> = Promise.resolve();
  private showing: Promise<void> = Promise.resolve();
  private hasRefused = false;
  private resultTimer: ReturnType<typeof setTimeout> | null = null;
  private pauseTimer: ReturnType<typeof setTimeout> | null = null;
  private burstSince: number | null = null;

  /** `before` is how things were before the edit or run with which this begins. */
  constructor(
    private readonly deps: KeepingDeps,
    before: AppState,
  ) {
    const { store, platform } = deps;
    this.results = new ResultKeeper(store);
    this.runs = new RunKeeper(store);
    observeRuns(
      store,
      (ended) => {
        if (!mayKeep(store.getState())) return;
        this.results.end(ended);
        this.runs.end(ended);
        this.writeSoon();
      },
      ({ name }) => this.results.start(name),
    );
    store.subscribe((state, earlier) => this.follow(state, earlier));
    platform.onLeaving(() => this.leave(store.getState()));
    const state = store.getState();
    // Another notebook may have been opened while this code was on its way.
    const begun = before.notebookId === state.notebookId ? before.document : state.document;
    this.keepVersion(state, begun, "opened");
    if (begun !== state.document) this.waitForPause();
  }

  /** A kept notebook was opened: shows what its cells showed, and keeps what it was like. */
  reopened(): void {
    const state = this.deps.store.getState();
    if (this.versions.isUnkept(state.document)) this.keepVersion(state, state.document, "opened");
    this.showing = this.showEarlier();
  }

  private async showEarlier(): Promise<void> {
    try {
      await this.results.show(await this.deps.platform.history());
    } catch (thrown) {
      // What cannot be read is not shown; whether anything can be kept is told with the first write.
      if (!(thrown instanceof DOMException)) throw thrown;
    }
  }

  /** A chart of the cell was asked for: its own, or the one that it displayed at this place. */
  chartAsked(name: string, place: number, asked: AskedChart): void {
    if (this.results.chart(name, place, asked)) this.writeSoon();
  }

  /** What people can see of all this, and do with it. */
  history(): NotebookHistory {
    const { store, platform, editing } = this.deps;
    return createNotebookHistory({
      store,
      editing,
      storage: platform.history,
      settled: () => this.settle(),
      onChange: (call) => {
        this.listeners.add(call);
        return () => void this.listeners.delete(call);
      },
      keepNow: async (reason) => {
        const state = store.getState();
        this.keepVersion(state, state.document, reason);
        await this.working;
      },
    });
  }

  /** Settles when all that was to be written is. */
  private async settle(): Promise<void> {
    if (this.resultTimer !== null) this.writeNow();
    await Promise.all([this.working, this.showing]);
  }

  private follow(state: AppState, before: AppState): void {
    if (state.notebookId !== before.notebookId) {
      this.stopTimers();
      this.results.reset();
      this.runs.reset();
      return;
    }
    if (state.writable !== before.writable) this.runs.reset();
    if (state.document === before.document) return;
    // With the results the document is another notebook's, whose id comes with the next change.
    if (state.cells !== before.cells) {
      if (this.versions.isUnkept(before.document)) this.keepVersion(before, before.document, "leaving");
      this.write((storage) => this.runs.write(storage).then(() => undefined));
      return;
    }
    // Without a past any more, it came in as a whole: from another tab, or from its file.
    const isReplaced = !state.canUndo && !state.canRedo && (before.canUndo || before.canRedo);
    if (isReplaced) this.keepVersion(state, before.document, "replaced");
    if (!before.canUndo && !before.canRedo && this.versions.isUnkept(before.document))
      this.keepVersion(state, before.document, "opened");
    if (this.results.isRenamed()) this.writeSoon();
    const isShorter = state.document.cells.length < before.document.cells.length;
    // Of cells that go one after the other, the version before the first has all that matters.
    if (isShorter && this.hasEdits) this.keepVersion(state, before.document, "deleting");
    this.hasEdits = !isShorter;
    this.waitForPause();
  }

  /** Whether something was changed other than by deleting, since the last version. */
  private hasEdits = true;

  private waitForPause(): void {
    this.burstSince ??= Date.now();
    if (this.pauseTimer !== null) clearTimeout(this.pauseTimer);
    const leftMs = this.burstSince + longestBurstMs - Date.now();
    this.pauseTimer = setTimeout(
      () => {
        const state = this.deps.store.getState();
        this.keepVersion(state, state.document, "edited");
      },
      Math.max(0, Math.min(pauseMs, leftMs)),
    );
  }

  private leave(state: AppState): void {
    if (this.resultTimer !== null) this.writeNow(true);
    if (this.pauseTimer !== null) this.keepVersion(state, state.document, "leaving");
  }

  private keepVersion(state: AppState, document: NotebookDocument, reason: VersionReason): void {
    if (this.pauseTimer !== null && document === state.document) {
      clearTimeout(this.pauseTimer);
      this.pauseTimer = null;
      this.burstSince = null;
    }
    if (!mayKeep(state)) return;
    this.write(async (storage) => {
      if (await this.versions.keep(storage, state.notebookId, document, reason)) this.tell();
    });
  }

  private writeSoon(): void {
    this.resultTimer ??= setTimeout(() => this.writeNow(), afterRunMs);
  }

  private writeNow(isLeaving = false): void {
    if (this.resultTimer !== null) clearTimeout(this.resultTimer);
    this.resultTimer = null;
    if (!mayKeep(this.deps.store.getState())) return;
    this.write(async (storage) => {
      if (await this.runs.write(storage)) this.tell();
      await this.results.write(storage, isLeaving);
    });
  }

  private stopTimers(): void {
    for (const timer of [this.resultTimer, this.pauseTimer]) if (timer !== null) clearTimeout(timer);
    this.resultTimer = null;
    this.pauseTimer = null;
    this.burstSince = null;
  }

  private tell(): void {
    for (const call of this.listeners) call();
  }

  /** One write after the other. That a device refuses is told once, and harms nothing: the next write tries again. */
  private write(work: (storage: HistoryStorage) => Promise<void>): void {
    this.working = this.working.then(async () => {
      try {
        await work(await this.deps.platform.history());
      } catch (thrown) {
        this.refused(thrown);
      }
    });
  }

  private refused(thrown: unknown): void {
    // The device refused nothing: what writes to it did not come, and is fetched again with the next thing to keep.
    if (isUnfetched(thrown)) {
      tellUnfetched(this.deps.store);
      return;
    }
    if (this.hasRefused) return;
    this.hasRefused = true;
    const why = thrown instanceof Error ? thrown.message || thrown.name : String(thrown);
    notify(
      this.deps.store,
      "warning",
      `This device refused to keep results and history (${why}). The notebook itself is saved apart from them. Free some space for this site, or allow it to store data.`,
    );
  }
}

function mayKeep({ notebookId, writable, origin, canUndo }: AppState): boolean {
  return notebookId !== "" && writable && (origin === "own" || canUndo);
}
