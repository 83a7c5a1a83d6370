import { lazyModule } from "../lazy/lazyModule.ts";
import { checkCellName, newCellId, uniqueCellName } from "../notebook/cellNames.ts";
import type { DocumentCommand } from "../notebook/commands.ts";
import type { Cell, CellId, NotebookDocument } from "../notebook/document.ts";
import { createHistory, type Follow, type History } from "../notebook/history.ts";
import { runsTheSame } from "../notebook/runsTheSame.ts";
import { sourceRelationName } from "../notebook/sourceRelationName.ts";
import type { CellView } from "../run/cellRun.ts";
import type { CellRuns } from "../run/lazyRunner.ts";
import type { AppStore } from "./appStore.ts";
import type { AppCommands } from "./commands.ts";
import type { OfferDeps } from "./sources/offers.ts";
import type { AppState } from "./state.ts";

type DocumentCommands = Pick<
  AppCommands,
  | "insertCell"
  | "deleteCells"
  | "moveCell"
  | "setSource"
  | "renameCell"
  | "setKind"
  | "setOption"
  | "setParam"
  | "splitCell"
  | "mergeWithNext"
  | "copyCells"
  | "pasteCells"
  | "edit"
  | "undo"
  | "redo"
  | "select"
  | "setTitle"
  | "setRunMode"
  | "setTimezone"
>;

const reports = lazyModule(() => import("../report/followNames.ts"));

/** A report follows the names of the cells that it shows; without its code, which comes with a report, there is none. */
const follow: Follow = (before, after) => reports.ifLoaded()?.followNames(before, after) ?? [];

/** The document being edited: every change goes through its history, and what it makes stale is marked. */
export class Editing {
  private history: History;
  private clipboard: readonly Cell[] = [];

  constructor(
    private readonly store: AppStore,
    private readonly runner: () => CellRuns,
    /** Called after every change, to save; `isFound` where nobody made it: it was found out about the files. */
    private readonly onChange: (isFound?: boolean) => void,
    /** Called after an undo or redo that changed which sources there are, with the document before it. */
    private readonly onSourcesBack: (before: NotebookDocument) => void,
  ) {
    this.history = historyOf(store.getState().document);
  }

  /** Starts anew with another document; undo does not reach back past it. */
  reset(document: NotebookDocument): void {
    this.history = historyOf(document);
    const first = document.cells[0]?.id ?? null;
    expectReport(document);
    this.store.setState(({ opened }) => ({
      document,
      opened: opened + 1,
      view: "cells",
      cells: {},
      relations: [],
      drawing: [],
      outPlaces: {},
      selection: { cellId: first, mode: "command" },
      canUndo: false,
      canRedo: false,
    }));
  }

  /** Several commands given together are one step of undo. */
  apply(command: DocumentCommand | readonly DocumentCommand[]): void {
    if (this.replace(this.history.apply(command))) this.onChange();
  }

  /** Makes edits part of the last step where the document is still what that made of it; else they are a step of their own. */
  join(since: NotebookDocument, commands: readonly DocumentCommand[]): void {
    if (this.history.document === since) this.replace(this.history.join(commands));
    else this.apply(commands);
  }

  /** What may be done about the readers of what was renamed or deleted; where it cannot be fetched, nothing is offered. */
  offer(make: (offers: typeof import("./sources/offers.ts"), deps: OfferDeps) => Promise<void>): void {
    void import("./sources/offers.ts").then(
      (offers) => make(offers, { store: this.store, editing: this }),
      () => null,
    );
  }

  /** Writes down what was found out about the notebook's files: saved with it, and no step of undo. */
  amend(command: DocumentCommand): void {
    if (this.replace(this.history.amend(command))) this.onChange(true);
  }

  /** Shows a text that was written elsewhere: another tab, another program. Undo does not reach back past it. */
  adopt(document: NotebookDocument): void {
    const before = this.store.getState().document;
    this.replace(historyOf(document), true);
    if (document.sources !== before.sources) this.onSourcesBack(before);
  }

  /** Puts another version of the notebook in its place: one step of undo, which sources follow as they follow an undo. */
  restore(document: NotebookDocument): void {
    this.travel(this.history.apply({ type: "replace", document }));
  }

  /** Whether anything changed. */
  private replace(history: History, isElsewhere = false): boolean {
    if (history === this.history) return false;
    const before = this.store.getState().document;
    this.history = history;
    const { document, canUndo, canRedo } = history;
    expectReport(document);
    const changed = changedCells(before, document, this.store.getState().cells);
    const runner = this.runner();
    // Those who read a cell under its old name or lose it now, then those who read it from now on.
    runner.markStale(changed, isElsewhere);
    this.store.setState((state) => ({ document, canUndo, canRedo, ...withoutGone(state, document) }));
    runner.markStale(changed, isElsewhere);
    const { cells } = this.store.getState();
    for (const id of changed) {
      const isGone = !document.cells.some((cell) => cell.id === id);
      if (isGone && isWaiting(cells[id])) void runner.stop(id);
    }
    return true;
  }

  private travel(history: History): void {
    const before = this.store.getState().document;
    if (this.replace(history)) this.onChange();
    if (this.store.getState().document.sources !== before.sources) this.onSourcesBack(before);
  }

  readonly commands: DocumentCommands = {
    insertCell: (kind, { after }) => {
      const { document, sources } = this.store.getState();
      const id = newCellId();
      const taken = sources.map((source) => source.relation);
      const name = kind === "md" ? "" : uniqueCellName(document, "cell", taken);
      const cell: Cell = { id, kind, name, source: beginningOf(kind), options: {}, layout: null };
      this.apply({ type: "insert", index: indexAfter(document, after), cells: [cell] });
      this.commands.select(id, "edit");
      return id;
    },
    deleteCells: (ids) => {
      const { document } = this.store.getState();
      this.apply({ type: "delete", ids: [...ids] });
      const after = this.store.getState().document;
      this.offer(async (offers, deps) => {
        if (await offers.tellReaders(deps, document, ids)) return;
        const { tellDeleted } = await import("./tellDeleted.ts");
        tellDeleted(this.store, this.commands, document, after);
      });
    },
    moveCell: (id, by) => {
      const index = this.store.getState().document.cells.findIndex((cell) => cell.id === id);
      const to = index + by;
      if (index < 0 || to < 0 || to >= this.store.getState().document.cells.length) return;
      this.apply({ type: "move", id, to });
    },
    setSource: (id, source) => this.apply({ type: "setSource", id, source }),
    renameCell: (id, name) => {
      const { document, sources } = this.store.getState();
      const taken = sources.map((source) => source.relation);
      const problem = checkCellName(document, id, name, taken);
      if (problem !== null) return problem;
      const from = document.cells.find((cell) => cell.id === id)?.name;
      this.apply({ type: "setName", id, name });
      if (from && from !== name) this.offer((offers, deps) => offers.offerRename(deps, from, name));
      return null;
    },
    setKind: (id, kind) => {
      const { document, sources } = this.store.getState();
      const cell = document.cells.find((candidate) => candidate.id === id);
      if (!cell || cell.kind === kind) return;
      const taken = sources.map((source) => source.relation);
      const name = cell.name === "" ? uniqueCellName(document, "cell", taken) : cell.name;
      this.apply([
        { type: "setKind", id, kind },
        { type: "setName", id, name },
        ...(cell.source === "" ? [{ type: "setSource", id, source: beginningOf(kind) } as const] : []),
      ]);
    },
    setOption: (id, key, value) => this.apply({ type: "setOption", id, key, value }),
    setParam: (id, value, gesture) =>
      this.apply({ type: "setGiven", id, value, ...(gesture === undefined ? {} : { gesture }) }),
    splitCell: (id, at) => this.apply({ type: "split", id, at, newId: newCellId() }),
    mergeWithNext: (id) => this.apply({ type: "mergeWithNext", id }),
    copyCells: (ids, cut) => {
      const wanted = new Set(ids);
      this.clipboard = this.store.getState().document.cells.filter((cell) => wanted.has(cell.id));
      this.store.setState(({ copiedCells }) => ({ copiedCells: copiedCells + 1 }));
      // Nothing is said of readers: what is cut is likely to be pasted.
      if (cut) this.apply({ type: "delete", ids: [...ids] });
    },
    pasteCells: (after) => {
      if (this.clipboard.length === 0) return;
      const { document, sources } = this.store.getState();
      const taken = sources.map((source) => source.relation);
      const cells: Cell[] = [];
      for (const copied of this.clipboard) {
        const name = copied.name === "" ? "" : uniqueCellName(document, copied.name, taken);
        taken.push(name);
        cells.push({ ...copied, id: newCellId(), name, layout: null });
      }
      this.apply({ type: "insert", index: indexAfter(document, after), cells });
      this.commands.select(cells.at(-1)?.id ?? null, "command");
    },
    edit: (edits) => this.apply(edits),
    undo: () => this.travel(this.history.undo()),
    redo: () => this.travel(this.history.redo()),
    select: (cellId, mode) => {
      const { selection } = this.store.getState();
      if (selection.cellId === cellId && selection.mode === mode) return;
      this.store.setState({ selection: { cellId, mode } });
    },
    setTitle: (title) => this.apply({ type: "setTitle", title }),
    setRunMode: (mode) => this.apply({ type: "setRunMode", mode }),
    setTimezone: (timezone) => this.apply({ type: "setTimezone", timezone }),
  };
}

function expectReport({ frontMatter }: NotebookDocument): void {
  // Where it cannot be fetched, names are not followed; the next edit tries again.
  if (/\breport\b/.test(frontMatter)) void reports.load().catch(() => null);
}

function historyOf(document: NotebookDocument): History {
  return createHistory(document, { follow });
}

/** What stands in a new cell: an input that says nothing would be none. */
function beginningOf(kind: string): string {
  if (kind !== "input") return "";
  return "# or: text, number, date, date range, select, multi-select, checkbox, file\ntype: slider\nmin: 0\nmax: 100\nvalue: 50";
}

/** A relation name for a file, unique among sources and cells. */
export function relationNameFor(store: AppStore, fileName: string, alsoTaken: readonly string[]): string {
  const { document, sources } = store.getState();
  const taken = [
    ...document.cells.map((cell) => cell.name),
    ...sources.map((source) => source.relation),
    ...alsoTaken,
  ];
  return sourceRelationName(fileName, taken);
}

function indexAfter(document: NotebookDocument, after: CellId | null): number {
  if (after === null) return 0;
  const at = document.cells.findIndex((cell) => cell.id === after);
  return at < 0 ? document.cells.length : at + 1;
}

/** Cells whose text, name, kind or options are not what they were, and cells that came or went. */
function changedCells(before: NotebookDocument, after: NotebookDocument, views: AppState["cells"]): CellId[] {
  if (before.cells === after.cells) return [];
  const old = new Map(before.cells.map((cell) => [cell.id, cell]));
  const changed: CellId[] = [];
  for (const cell of after.cells) {
    const was = old.get(cell.id);
    // An older result that is frozen need not be kept once it is thawed.
    if (!was || !runsTheSame(was, cell) || (was !== cell && views[cell.id]?.outdated)) changed.push(cell.id);
    old.delete(cell.id);
  }
  return [...changed, ...old.keys()];
}

/** What is no longer to be drawn or selected of cells that are gone. */
function withoutGone(state: AppState, after: NotebookDocument): Partial<AppState> {
  const here = new Set(after.cells.map((cell) => cell.id));
  const { selection, relations, drawing, document } = state;
  if (document.cells.every((cell) => here.has(cell.id))) return {};
  const rest: Partial<AppState> = {
    relations: relations.filter((relation) => here.has(relation.cellId)),
    drawing: drawing.filter((id) => here.has(id)),
  };
  if (selection.cellId === null || here.has(selection.cellId)) return rest;
  // The cell that now stands where the selected one stood, or the last.
  const at = document.cells.findIndex((cell) => cell.id === selection.cellId);
  const place = document.cells.slice(0, at).filter((cell) => here.has(cell.id)).length;
  const next = after.cells[Math.min(place, after.cells.length - 1)];
  return { ...rest, selection: { cellId: next?.id ?? null, mode: "command" } };
}

function isWaiting(view: CellView | undefined): boolean {
  return view?.run.status === "queued" || view?.run.status === "running";
}
