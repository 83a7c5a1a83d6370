import { checkCellName, newCellId, uniqueCellName } from "../notebook/cellNames.ts";
import type { DocumentCommand } from "../notebook/commands.ts";
import type { Cell, CellId, NotebookDocument } from "../notebook/document.ts";
import { createHistory, type History } from "../notebook/history.ts";
import { sourceRelationName } from "../notebook/sourceRelationName.ts";
import type { CellRuns } from "../run/lazyRunner.ts";
import type { AppStore } from "./appStore.ts";
import type { AppCommands } from "./commands.ts";

type DocumentCommands = Pick<
  AppCommands,
  | "insertCell"
  | "deleteCells"
  | "moveCell"
  | "setSource"
  | "renameCell"
  | "setKind"
  | "setOption"
  | "splitCell"
  | "mergeWithNext"
  | "copyCells"
  | "pasteCells"
  | "undo"
  | "redo"
  | "select"
  | "setTitle"
>;

/** The document being edited: every change goes through its history, and what it makes stale is marked. */
export class Editing {
  private history: History;
  private clipboard: readonly Cell[] = [];

  constructor(
    private readonly store: AppStore,
    private readonly runner: () => CellRuns,
    /** Called after every change, to save. */
    private readonly onChange: () => void,
  ) {
    this.history = createHistory(store.getState().document);
  }

  /** Starts anew with another document; undo does not reach back past it. */
  reset(document: NotebookDocument): void {
    this.history = createHistory(document);
    const first = document.cells[0]?.id ?? null;
    this.store.setState({
      document,
      cells: {},
      relations: [],
      selection: { cellId: first, mode: "command" },
      canUndo: false,
      canRedo: false,
    });
  }

  apply(command: DocumentCommand): void {
    this.replace(this.history.apply(command));
  }

  private replace(history: History): void {
    const before = this.store.getState().document;
    this.history = history;
    const { document } = history;
    this.store.setState({ document, canUndo: history.canUndo, canRedo: history.canRedo });
    this.runner().markStale(changedCells(before, document));
    this.onChange();
  }

  readonly commands: DocumentCommands = {
    insertCell: (kind, { after }) => {
      const { document, sources } = this.store.getState();
      const id = newCellId();
      const taken = sources.map((source) => source.relation);
      const name = kind === "md" ? "" : uniqueCellName(document, "cell", taken);
      const cell: Cell = { id, kind, name, source: "", options: {}, layout: null };
      this.apply({ type: "insert", index: indexAfter(document, after), cells: [cell] });
      this.commands.select(id, "edit");
      return id;
    },
    deleteCells: (ids) => {
      const { document, selection } = this.store.getState();
      const gone = new Set(ids);
      const at = document.cells.findIndex((cell) => gone.has(cell.id));
      this.apply({ type: "delete", ids: [...ids] });
      const { cells } = this.store.getState().document;
      if (selection.cellId && gone.has(selection.cellId)) {
        this.commands.select(cells[Math.min(at, cells.length - 1)]?.id ?? null, "command");
      }
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
      if (problem === null) this.apply({ type: "setName", id, name });
      return problem;
    },
    setKind: (id, kind) => {
      const { document, sources } = this.store.getState();
      const cell = document.cells.find((candidate) => candidate.id === id);
      if (!cell || cell.kind === kind) return;
      this.apply({ type: "setKind", id, kind });
      const taken = sources.map((source) => source.relation);
      if (kind === "md") this.apply({ type: "setName", id, name: "" });
      else if (cell.name === "")
        this.apply({ type: "setName", id, name: uniqueCellName(document, "cell", taken) });
    },
    setOption: (id, key, value) => this.apply({ type: "setOption", id, key, value }),
    splitCell: (id, at) => this.apply({ type: "split", id, at, newId: newCellId() }),
    mergeWithNext: (id) => this.apply({ type: "mergeWithNext", id }),
    copyCells: (ids, cut) => {
      const wanted = new Set(ids);
      this.clipboard = this.store.getState().document.cells.filter((cell) => wanted.has(cell.id));
      if (cut) this.commands.deleteCells(ids);
    },
    pasteCells: (after) => {
      if (this.clipboard.length === 0) return;
      const { sources } = this.store.getState();
      const taken = sources.map((source) => source.relation);
      let anchor = after;
      for (const copied of this.clipboard) {
        const { document } = this.store.getState();
        const name = copied.name === "" ? "" : uniqueCellName(document, copied.name, taken);
        const cell: Cell = { ...copied, id: newCellId(), name, layout: null };
        this.apply({ type: "insert", index: indexAfter(document, anchor), cells: [cell] });
        anchor = cell.id;
      }
      this.commands.select(anchor, "command");
    },
    undo: () => this.replace(this.history.undo()),
    redo: () => this.replace(this.history.redo()),
    select: (cellId, mode) => {
      const { selection } = this.store.getState();
      if (selection.cellId === cellId && selection.mode === mode) return;
      this.store.setState({ selection: { cellId, mode } });
    },
    setTitle: (title) => this.apply({ type: "setTitle", title }),
  };
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

/** Cells whose text, name, kind or options are not what they were. */
function changedCells(before: NotebookDocument, after: NotebookDocument): CellId[] {
  if (before.cells === after.cells) return [];
  const old = new Map(before.cells.map((cell) => [cell.id, cell]));
  return after.cells.filter((cell) => old.has(cell.id) && old.get(cell.id) !== cell).map((cell) => cell.id);
}
