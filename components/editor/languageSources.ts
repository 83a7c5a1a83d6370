import type { TypeScope } from "../../lib/editor/typeScope.ts";
import type { CellId } from "../../lib/notebook/document.ts";

let scope: TypeScope | null = null;
let cells: CellsOfEditors | null = null;
const listeners = new Set<() => void>();
let onWanted: () => void = () => undefined;

/** What editors ask about the cells that they belong to, and ask to be done with them. */
export interface CellsOfEditors {
  /** A cell's name and text; null once it is deleted. */
  cell(id: CellId): { name: string; source: string } | null;
  /** Shows a cell and gives its editor the keyboard. */
  goTo(id: CellId): void;
}

export function setCellsOfEditors(source: CellsOfEditors): void {
  cells = source;
}

export function cellsOfEditors(): CellsOfEditors | null {
  return cells;
}

/** What every TypeScript cell has in reach: relations with their row types, values of other cells, `sql`, `display`. */
export function setTypeScope(next: TypeScope): void {
  const isSame =
    scope?.libs.length === next.libs.length &&
    next.libs.every(({ filePath, content }, at) => {
      const known = scope?.libs[at];
      return known?.filePath === filePath && known.content === content;
    });
  scope = next;
  // Whatever is new is checked anew, which takes the compiler a moment.
  if (!isSame) for (const listener of listeners) listener();
}

/** The scope last set; null until there is a TypeScript cell. */
export function typeScope(): TypeScope | null {
  return scope;
}

/** Calls back after each scope that differs; answers how to stop. */
export function onTypeScope(listener: () => void): () => void {
  listeners.add(listener);
  onWanted();
  return () => listeners.delete(listener);
}

/** Whether anybody asks for the scope: nobody does before Monaco is there. */
export function isTypeScopeWanted(): boolean {
  return listeners.size > 0;
}

/** Calls back when somebody begins to ask. */
export function setOnTypeScopeWanted(call: () => void): void {
  onWanted = call;
}
