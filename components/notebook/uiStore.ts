import { createStore, type StoreApi } from "zustand/vanilla";
import type { CellId } from "../../lib/notebook/document.ts";
import { noSections, type Sections } from "../../lib/notebook/sectionState.ts";
import type { CellMenuRequest } from "../cell/cellMenu.ts";
import type { Adding, Incoming } from "../data/add/adding.ts";
import type { SidePart } from "../side/sidePart.ts";

export type OpenDialog =
  | "help"
  | "keys"
  | "palette"
  | "share"
  | "library"
  | "powers"
  | "packages"
  | "timezone"
  | null;

/** How the page stands, apart from the notebook: none of it is saved with it. */
export interface UiState {
  dialog: OpenDialog;
  /** null until the code for it is wanted. */
  adding: Adding | null;
  incoming: Incoming;
  /** The source whose reading is being changed. */
  reading: string | null;
  /** The relation for which the export dialog is open. */
  exporting: string | null;
  /** The source whose rejected rows are being mended. */
  fixing: string | null;
  /** The cell menu that is open. */
  menu: CellMenuRequest | null;
  panelOpen: boolean;
  /** What the panel at the right shows; null where it is closed, as at first. */
  side: SidePart | null;
  /** The relation on the profile page; null for that of the selected cell. */
  profiled: string | null;
  /** The far end of a selection of several cells. */
  anchor: CellId | null;
  /** Cells whose output is folded away. */
  folded: Readonly<Record<CellId, true>>;
  /** Cells that take the whole width of the page. */
  wide: Readonly<Record<CellId, true>>;
  /** Cells whose output scrolls in its place. */
  scrolled: Readonly<Record<CellId, true>>;
  /** How the notebook falls into sections; none until somebody may want to fold one. */
  sections: Sections;
  /** The bar that finds in all cells, and how often it was asked for; null where it is closed. */
  find: { replace: boolean; asked: number } | null;
  /** Whether the scratch cell is open. */
  scratch: boolean;
}

export type UiStore = StoreApi<UiState>;

export function createUiStore(panelOpen: boolean, dialog: OpenDialog = null): UiStore {
  return createStore<UiState>(() => ({
    dialog,
    adding: null,
    incoming: null,
    reading: null,
    exporting: null,
    fixing: null,
    menu: null,
    panelOpen,
    side: null,
    profiled: null,
    anchor: null,
    folded: {},
    wide: {},
    scrolled: {},
    sections: noSections,
    find: null,
    scratch: false,
  }));
}

/** The same set with the cells put in, or taken out where all were in. */
export function toggled(
  set: Readonly<Record<CellId, true>>,
  ids: readonly CellId[],
): Readonly<Record<CellId, true>> {
  const allIn = ids.every((id) => set[id]);
  const rest = Object.entries(set).filter(([id]) => !ids.includes(id));
  return Object.fromEntries(allIn ? rest : [...rest, ...ids.map((id): [CellId, true] => [id, true])]);
}
