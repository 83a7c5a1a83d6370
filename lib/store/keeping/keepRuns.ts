import type { HistoryStorage } from "../../history/historyStorage.ts";
import { type EndedText, type RanText, withRun } from "../../history/ranTexts.ts";
import { type AppStore, viewOf } from "../appStore.ts";
import type { EndedRun } from "./observeRuns.ts";

/** Keeps which texts ran, when, and what came of it. */
export class RunKeeper {
  private waiting: EndedText[] = [];
  /** What is kept of one notebook, once it was read. */
  private known: { notebookId: string; texts: ReadonlyMap<string, RanText> } | null = null;

  constructor(private readonly store: AppStore) {}

  /** Reads anew before the next write: another tab may have written. */
  reset(): void {
    this.known = null;
  }

  end({ cell, run, at }: EndedRun): void {
    const state = this.store.getState();
    const { result } = viewOf(state, cell.id).output ?? {};
    const outcome = run.status === "stale" ? "done" : run.status;
    this.waiting.push({
      notebookId: state.notebookId,
      name: cell.name,
      kind: cell.kind,
      text: cell.source,
      options: cell.options,
      run: {
        at: at - Math.round(run.elapsedMs),
        elapsedMs: run.elapsedMs,
        outcome,
        rows: outcome === "done" ? (result?.rowCount ?? null) : null,
        ...(run.status === "failed" ? { error: run.error.message } : {}),
      },
    });
  }

  /** Writes the runs that ended since the last time; answers whether there were any. */
  async write(storage: HistoryStorage): Promise<boolean> {
    const waiting = this.waiting;
    this.waiting = [];
    for (const notebookId of new Set(waiting.map((one) => one.notebookId))) {
      let texts = await this.textsOf(storage, notebookId);
      const put = new Map<string, RanText>();
      const gone = new Set<string>();
      for (const ended of waiting) {
        if (ended.notebookId !== notebookId) continue;
        const next = withRun(texts, ended, () => crypto.randomUUID());
        texts = next.texts;
        if (next.put) put.set(next.put.key, next.put);
        for (const key of next.gone) {
          put.delete(key);
          gone.add(key);
        }
      }
      this.known = { notebookId, texts };
      await storage.keepRuns(notebookId, [...put.values()], [...gone]);
    }
    return waiting.length > 0;
  }

  private async textsOf(storage: HistoryStorage, notebookId: string): Promise<ReadonlyMap<string, RanText>> {
    if (this.known?.notebookId === notebookId) return this.known.texts;
    const read = await storage.runs(notebookId);
    return new Map(read.map((ran) => [ran.key, ran]));
  }
}
