import { createContext, type ReactNode } from "react";
import type { Column } from "../../lib/engine/protocol.ts";

/** A line of a menu of the grid. */
export interface MenuItem {
  /** A key of its own. */
  id: string;
  label: string;
  /** Lines of one section stand together, sections in the order in which they first come. */
  section: string;
  icon?: ReactNode;
  /** The key that does the same, as it is shown. */
  keys?: string;
  disabled?: boolean;
  onSelect(): void;
}

/**
 * What others add to the menu of a column, above what the grid has there itself; `index` is the column's place in the
 * result. Whoever adds to it asks the one around it as well, so that all are in the menu.
 */
export const ColumnMenuItems = createContext<(column: Column, index: number) => readonly MenuItem[]>(
  () => [],
);

/** Opens the menu of a column of the grid around, at a button; `index` is the column's place in the result. */
export const OpenColumnMenu = createContext<(index: number, anchor: HTMLElement) => void>(() => undefined);

/** A row of the grid: its number from 0, and its texts in the order of the result's columns; null while one is not here. */
export interface GridRowTexts {
  row: number;
  texts(): readonly (string | null)[] | null;
}

/** What others add to the menu of the grid's cells, above what copies them. `active` answers the row it was opened at. */
export const RowMenuItems = createContext<(active: () => GridRowTexts) => readonly MenuItem[]>(() => []);
