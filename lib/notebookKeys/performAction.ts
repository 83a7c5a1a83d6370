import type { CellId } from "../notebook/document.ts";
import type { AppCommands } from "../store/commands.ts";
import { cellBeside, cellById, cellIds } from "../store/selectors.ts";
import type { AppState } from "../store/state.ts";
import type { NotebookAction } from "./keyMap.ts";
import { selectedCells } from "./selectedCells.ts";

/** What an action may use. `state` is read when the action is performed and after each command that changes it. */
export interface ActionTarget {
  state(): AppState;
  commands: AppCommands;
  /** The other end of a selection of several cells; null where one cell is selected. */
  anchor: CellId | null;
  setAnchor(id: CellId | null): void;
  toggleOutput(ids: readonly CellId[]): void;
  openPalette(): void;
  openHelp(): void;
}

/** The kind of a cell inserted by key. */
const insertedKind = "sql";

/** Does what a key, the palette or a menu asks for. */
export function performAction(action: NotebookAction, target: ActionTarget): void {
  const state = target.state();
  actions[action](target, {
    state,
    selected: state.selection.cellId,
    ids: selectedCells(cellIds(state), state.selection.cellId, target.anchor),
  });
}

/** How things stood when the action began; `ids` are the selected cells in page order. */
interface Situation {
  state: AppState;
  selected: CellId | null;
  ids: readonly CellId[];
}

const actions: Record<NotebookAction, (target: ActionTarget, now: Situation) => void> = {
  edit: (target, { selected }) => {
    if (selected) select(target, selected, "edit");
  },
  selectAbove: (target, now) => selectBeside(target, now, -1),
  selectBelow: (target, now) => selectBeside(target, now, 1),
  extendAbove: (target, { state, selected }) => extendTo(target, cellBeside(state, selected, -1)),
  extendBelow: (target, { state, selected }) => extendTo(target, cellBeside(state, selected, 1)),
  extendToFirst: (target, { state }) => extendTo(target, state.document.cells[0]?.id ?? null),
  extendToLast: (target, { state }) => extendTo(target, state.document.cells.at(-1)?.id ?? null),
  selectAll: (target, { state }) => {
    target.setAnchor(state.document.cells[0]?.id ?? null);
    target.commands.select(state.document.cells.at(-1)?.id ?? null, "command");
  },
  insertAbove: (target, { state, ids }) => insertAfter(target, cellBeside(state, ids[0] ?? null, -1)),
  insertBelow: (target, { state, ids }) =>
    insertAfter(target, ids.at(-1) ?? state.document.cells.at(-1)?.id ?? null),
  cut: (target, { ids }) => {
    target.setAnchor(null);
    if (ids.length > 0) target.commands.copyCells(ids, true);
  },
  copy: (target, { ids }) => {
    if (ids.length > 0) target.commands.copyCells(ids, false);
  },
  paste: (target, { ids }) => {
    target.setAnchor(null);
    target.commands.pasteCells(ids.at(-1) ?? null);
  },
  pasteAbove: (target, { state, ids }) => {
    target.setAnchor(null);
    target.commands.pasteCells(cellBeside(state, ids[0] ?? null, -1));
  },
  delete: (target, { ids }) => {
    target.setAnchor(null);
    if (ids.length > 0) target.commands.deleteCells(ids);
  },
  undo: ({ commands }) => commands.undo(),
  redo: ({ commands }) => commands.redo(),
  merge: (target, { ids }) => merge(target, ids),
  mergeAbove: (target, { state, selected }) => {
    const above = cellBeside(state, selected, -1);
    if (!above) return;
    target.commands.mergeWithNext(above);
    select(target, above, "command");
  },
  moveUp: ({ commands }, { state, ids }) => {
    if (!cellBeside(state, ids[0] ?? null, -1)) return;
    for (const id of ids) commands.moveCell(id, -1);
  },
  moveDown: ({ commands }, { state, ids }) => {
    if (!cellBeside(state, ids.at(-1) ?? null, 1)) return;
    for (const id of [...ids].reverse()) commands.moveCell(id, 1);
  },
  kindSql: (target, { ids }) => setKind(target, ids, "sql"),
  kindTs: (target, { ids }) => setKind(target, ids, "ts"),
  kindMd: (target, { ids }) => setKind(target, ids, "md"),
  runStay: (target, now) => {
    run(target, now);
    if (now.selected) select(target, now.selected, "command");
  },
  runNext: (target, now) => {
    run(target, now);
    const next = cellBeside(now.state, now.ids.at(-1) ?? null, 1);
    if (next) select(target, next, "command");
    else if (now.selected) insertAfter(target, now.selected);
  },
  runInsert: (target, now) => {
    run(target, now);
    const last = now.ids.at(-1);
    if (last) insertAfter(target, last);
  },
  toggleOutput: (target, { ids }) => target.toggleOutput(ids),
  format: ({ commands }, { ids }) => {
    void commands.sqlTools().then((tools) => tools.formatCells(ids));
  },
  explain: ({ commands }, { selected }) => {
    if (selected) void commands.sqlTools().then((tools) => tools.explain(selected, false));
  },
  stop: ({ commands }) => {
    void commands.stop();
  },
  restart: ({ commands }) => {
    void commands.restartEngine();
  },
  save: ({ commands }) => {
    void commands.saveFile();
  },
  palette: (target) => target.openPalette(),
  help: (target) => target.openHelp(),
};

function select(target: ActionTarget, id: CellId, mode: "command" | "edit"): void {
  target.setAnchor(null);
  target.commands.select(id, mode);
}

function selectBeside(target: ActionTarget, { state, selected }: Situation, by: -1 | 1): void {
  const edge = by === 1 ? state.document.cells[0] : state.document.cells.at(-1);
  const next = selected === null ? edge?.id : cellBeside(state, selected, by);
  if (next) select(target, next, "command");
}

function extendTo(target: ActionTarget, id: CellId | null): void {
  if (id === null) return;
  if (target.anchor === null) target.setAnchor(target.state().selection.cellId);
  target.commands.select(id, "command");
}

function insertAfter(target: ActionTarget, after: CellId | null): void {
  target.setAnchor(null);
  target.commands.insertCell(insertedKind, { after });
}

function merge(target: ActionTarget, ids: readonly CellId[]): void {
  const [first] = ids;
  if (!first) return;
  // One cell merges with the next; several merge among themselves.
  const times = Math.max(1, ids.length - 1);
  for (let time = 0; time < times; time++) {
    if (cellBeside(target.state(), first, 1)) target.commands.mergeWithNext(first);
  }
  select(target, first, "command");
}

function setKind(target: ActionTarget, ids: readonly CellId[], kind: string): void {
  for (const id of ids) target.commands.setKind(id, kind);
}

/** Markdown has nothing to run: leaving the editor draws it. */
function run(target: ActionTarget, { state, ids }: Situation): void {
  for (const id of ids) if (cellById(state, id)?.kind !== "md") void target.commands.run(id);
}
