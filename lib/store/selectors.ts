import type { Column } from "../engine/protocol.ts";
import type { Cell, CellId } from "../notebook/document.ts";
import { sameDocument } from "../notebook/sameDocument.ts";
import type { CellView } from "../run/cellRun.ts";
import { viewOf } from "./appStore.ts";
import type { AppState } from "./state.ts";

interface CellIndex {
  byId: ReadonlyMap<CellId, Cell>;
  labels: ReadonlyMap<CellId, string>;
  positions: ReadonlyMap<CellId, number>;
}

// Made once for each edit of the document, however many cells ask.
const indexes = new WeakMap<readonly Cell[], CellIndex>();

function indexOf(cells: readonly Cell[]): CellIndex {
  const known = indexes.get(cells);
  if (known) return known;
  const byId = new Map<CellId, Cell>();
  const labels = new Map<CellId, string>();
  const positions = new Map<CellId, number>();
  const used = new Set(cells.map((cell) => cell.name.toLowerCase()));
  let unnamed = 0;
  for (const cell of cells) {
    positions.set(cell.id, byId.size);
    byId.set(cell.id, cell);
    let label = cell.name;
    while (label === "" || (cell.name === "" && used.has(label))) label = `text ${++unnamed}`;
    labels.set(cell.id, label);
  }
  const index = { byId, labels, positions };
  indexes.set(cells, index);
  return index;
}

let lastIds: readonly CellId[] = [];

/** The cells' ids in page order: the same array until a cell comes, goes or moves, whatever is typed. */
export function cellIds(state: AppState): readonly CellId[] {
  const ids = indexOf(state.document.cells).positions;
  let at = 0;
  let same = ids.size === lastIds.length;
  for (const id of ids.keys()) same &&= lastIds[at++] === id;
  if (!same) lastIds = [...ids.keys()];
  return lastIds;
}

/** A cell by its id; undefined once it is deleted. */
export function cellById(state: AppState, id: CellId): Cell | undefined {
  return indexOf(state.document.cells).byId.get(id);
}

/** What people and assistive technology call a cell: its name, or "text N" for one without a name. */
export function cellLabel(state: AppState, id: CellId): string {
  return indexOf(state.document.cells).labels.get(id) ?? "";
}

/** A cell's place on the page from 0; -1 once it is deleted. */
export function cellPosition(state: AppState, id: CellId): number {
  return indexOf(state.document.cells).positions.get(id) ?? -1;
}

/** The cell so many places below (or above, where negative); null past either end. */
export function cellBeside(state: AppState, id: CellId | null, by: number): CellId | null {
  if (id === null) return null;
  const at = cellPosition(state, id);
  return at < 0 ? null : (state.document.cells[at + by]?.id ?? null);
}

/** The mode a cell is selected in; null where another is selected. */
export function selectedMode(state: AppState, id: CellId): "command" | "edit" | null {
  return state.selection.cellId === id ? state.selection.mode : null;
}

/** What is drawn of a cell besides its text. */
export function cellView(state: AppState, id: CellId): CellView {
  return viewOf(state, id);
}

/** Whether the notebook may be read and not run: it came from elsewhere, and this host does not close its code in. */
export function isReadOnlyHere({ walls, origin, from }: AppState): boolean {
  return walls === "missing" && (origin === "foreign" || from !== null);
}

/** Whether the notebook's file on the disk holds what is here. */
export function isOnDisk({ disk, document }: AppState): boolean {
  return disk?.saved != null && sameDocument(disk.saved, document);
}

/** Relations by their names in lower case. Made once for each change of the list, however many cells ask. */
function byName<T extends object>(
  nameOf: (item: T) => string,
): (items: readonly T[], name: string) => T | undefined {
  const indexes = new WeakMap<readonly T[], ReadonlyMap<string, T>>();
  return (items, name) => {
    let index = indexes.get(items);
    if (!index) {
      // Of two with one name the first counts.
      index = new Map(items.toReversed().map((item) => [nameOf(item).toLowerCase(), item]));
      indexes.set(items, index);
    }
    return index.get(name.toLowerCase());
  };
}

const madeRelation = byName((relation: AppState["relations"][number]) => relation.name);
const sourceRelation = byName((source: AppState["sources"][number]) => source.relation);

/** Columns of a relation, whether a source or a cell made it, compared without case; null where there is none. */
export function relationColumns(state: AppState, name: string): Column[] | null {
  const made = madeRelation(state.relations, name);
  return made ? made.columns : (sourceRelation(state.sources, name)?.columns ?? null);
}

/** Rows of a relation where they are known, else null. */
export function relationRowCount(state: AppState, name: string): number | null {
  const made = madeRelation(state.relations, name);
  return made ? made.rowCount : (sourceRelation(state.sources, name)?.receipt?.loaded ?? null);
}

let lastNames: readonly string[] = [];
let lastNamesOf: readonly unknown[] = [];

/** Names that a cell can read: sources, then named cells; the same array until one comes, goes or changes. */
export function relationNames({ sources, document: { cells } }: AppState): readonly string[] {
  if (lastNamesOf[0] === sources && lastNamesOf[1] === cells) return lastNames;
  lastNamesOf = [sources, cells];
  const names = [
    ...sources.map((source) => source.relation),
    ...cells
      .filter((cell) => cell.name !== "" && cell.kind !== "chart" && cell.kind !== "input")
      .map((cell) => cell.name),
  ];
  const same = names.length === lastNames.length && names.every((name, at) => name === lastNames[at]);
  if (!same) lastNames = names;
  return lastNames;
}
