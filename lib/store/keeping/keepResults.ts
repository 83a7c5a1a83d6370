import type { AskedChart } from "../../chart/askChart.ts";
import { type CellToKeep, fitKeptCell, keptChart } from "../../history/fitKeptCell.ts";
import type { HistoryStorage } from "../../history/historyStorage.ts";
import { type KeptCell, type KeptChart, keptLimits } from "../../history/keptCell.ts";
import { overLimit } from "../../history/overLimit.ts";
import { ranKey } from "../../history/ranKey.ts";
import { sizeOf } from "../../history/sizeOf.ts";
import type { CellId } from "../../notebook/document.ts";
import { type AppStore, viewOf } from "../appStore.ts";
import { relationRowCount } from "../selectors.ts";
import type { EndedRun } from "./observeRuns.ts";

/** So many cells are made ready in one go; then the page has its turn. */
const cellsAtOnce = 10;

/** Keeps what the latest run of each cell left to look at, and shows it when the notebook is opened again. */
export class ResultKeeper {
  /** The run that each cell shows, of those that ran here. */
  private readonly ended = new Map<CellId, EndedRun>();
  private readonly changed = new Set<CellId>();
  /** What is kept of the notebook, by the cell. */
  private readonly kept = new Map<CellId, { name: string; at: number; bytes: number }>();
  /** Charts as they were drawn, by cell and place. */
  private readonly charts = new Map<string, KeptChart>();

  constructor(private readonly store: AppStore) {}

  /** Forgets all of the notebook that was left. */
  reset(): void {
    for (const all of [this.ended, this.changed, this.kept, this.charts]) all.clear();
  }

  /** A cell begins to run: its charts are none of the next result. */
  start(name: string): void {
    for (const key of this.charts.keys()) if (key.startsWith(`${name}\n`)) this.charts.delete(key);
  }

  end(ended: EndedRun): void {
    // What was stopped shows what it showed before.
    if (ended.run.status === "cancelled") return;
    this.ended.set(ended.cell.id, ended);
    this.changed.add(ended.cell.id);
  }

  /** A chart of the cell was asked for: the cell's own, or the one that it displayed at this place. */
  chart(name: string, place: number, asked: AskedChart): boolean {
    const state = this.store.getState();
    const cell = state.document.cells.find((candidate) => candidate.name === name);
    if (!cell || sizeOf(asked.columns, keptLimits.chartBytes) > keptLimits.chartBytes) return false;
    const from = cell.kind === "chart" ? (cell.options.from ?? "") : name;
    this.charts.set(chartKey(name, place), keptChart(asked, relationRowCount(state, from)));
    if (!this.ended.has(cell.id)) return false;
    this.changed.add(cell.id);
    return true;
  }

  /** Whether cells that are kept have other names by now. */
  isRenamed(): boolean {
    return this.renamed().length > 0;
  }

  private renamed(): CellId[] {
    const { cells } = this.store.getState().document;
    return cells.flatMap(({ id, name }) => {
      const kept = this.kept.get(id);
      return kept && kept.name !== name ? [id] : [];
    });
  }

  /** Shows what was kept of the notebook that is open, where nothing newer is there. */
  async show(storage: HistoryStorage): Promise<void> {
    const { notebookId } = this.store.getState();
    const found = new Map((await storage.results(notebookId)).map((cell) => [cell.name.toLowerCase(), cell]));
    const { notebookId: openId, document } = this.store.getState();
    if (openId !== notebookId || found.size === 0) return;
    const earlier: Record<CellId, KeptCell> = {};
    for (const { id, name } of document.cells) {
      const cell = name === "" ? undefined : found.get(name.toLowerCase());
      if (!cell || this.kept.has(id)) continue;
      found.delete(name.toLowerCase());
      earlier[id] = cell;
      this.kept.set(id, { name: cell.name, at: cell.at, bytes: sizeOf(cell) });
    }
    this.store.setState({ earlier });
  }

  /** Writes what has changed since the last time: in idle moments, or at once where the page may be about to go. */
  async write(storage: HistoryStorage, isLeaving: boolean): Promise<void> {
    const { notebookId } = this.store.getState();
    const ids = new Set([...this.changed, ...this.renamed()]);
    this.changed.clear();
    if (ids.size === 0) return;
    const { decodeTextPage } = await import("../../table/textPage.ts");
    const put: KeptCell[] = [];
    const gone: string[] = [];
    let made = 0;
    for (const id of ids) {
      if (!isLeaving && made++ % cellsAtOnce === 0) await storage.whenIdle();
      // Another notebook may have been opened meanwhile.
      if (this.store.getState().notebookId !== notebookId) return;
      const cell = this.keptCell(id, decodeTextPage);
      const before = this.kept.get(id);
      if (!cell) continue;
      if (before && before.name.toLowerCase() !== cell.name.toLowerCase()) gone.push(before.name);
      put.push(cell);
      this.kept.set(id, { name: cell.name, at: cell.at, bytes: sizeOf(cell) });
    }
    if (put.length === 0) return;
    const over = overLimit(
      [...this.kept].map(([key, { at, bytes }]) => ({ key, at, bytes })),
      keptLimits.notebookBytes,
    );
    for (const id of over) {
      gone.push(this.kept.get(id)?.name ?? "");
      this.kept.delete(id);
    }
    const bytes = [...this.kept.values()].reduce((sum, one) => sum + one.bytes, 0);
    const names = new Set([...this.kept.values()].map(({ name }) => name));
    const change = { put: put.filter(({ name }) => names.has(name)), gone, bytes, at: Date.now() };
    try {
      await storage.keepResults(notebookId, change);
    } catch (thrown) {
      for (const id of ids) this.changed.add(id);
      throw thrown;
    }
  }

  private keptCell(
    id: CellId,
    decode: typeof import("../../table/textPage.ts").decodeTextPage,
  ): KeptCell | null {
    const state = this.store.getState();
    const cell = state.document.cells.find((candidate) => candidate.id === id);
    const ended = this.ended.get(id);
    const earlier = state.earlier[id];
    if (!cell || cell.name === "") return null;
    if (!ended) return earlier ? { ...earlier, name: cell.name } : null;
    const { run, at } = ended;
    const head = { name: cell.name, ran: ranKey(ended.cell), at, elapsedMs: run.elapsedMs };
    if (run.status === "failed") return fitKeptCell({ ...head, ...nothing, error: run.error });
    const { output } = viewOf(state, id);
    if (!output) return null;
    const { result, shown, messages, notices } = output;
    const page = result && result.firstPage.byteLength > 0 ? decode(result.firstPage) : null;
    const drawn = shown.flatMap((_, place): [number, KeptChart][] => {
      const chart = this.charts.get(chartKey(cell.name, place));
      return chart ? [[place, chart]] : [];
    });
    return fitKeptCell({
      ...head,
      ...nothing,
      table: result && {
        columns: result.columns,
        rowCount: result.rowCount,
        rows: page?.rows ?? 0,
        cell: (row, column) => page?.cell(row, column) ?? null,
      },
      chart: output.chart && (this.charts.get(chartKey(cell.name, 0)) ?? null),
      shown,
      shownCharts: new Map(drawn),
      messages,
      notices,
    });
  }
}

const nothing: Omit<CellToKeep, "name" | "ran" | "at" | "elapsedMs"> = {
  error: null,
  table: null,
  chart: null,
  shown: [],
  shownCharts: new Map(),
  messages: [],
  notices: [],
};

function chartKey(name: string, place: number): string {
  return `${name}\n${place}`;
}
