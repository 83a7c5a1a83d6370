import type { CellId } from "../notebook/document.ts";
import type { Sections } from "../notebook/sectionState.ts";
import type { AppCommands } from "../store/commands.ts";
import type { AppState } from "../store/state.ts";

/** What a key can open on the page; those that stay open close by the same key. */
export type PagePart = "palette" | "help" | "keys" | "find" | "replace" | "outline" | "scratch";

/** What an action may use. `state` is read when the action is performed and after each command that changes it. */
export interface ActionTarget {
  state(): AppState;
  commands: AppCommands;
  /** The other end of a selection of several cells; null where one cell is selected. */
  anchor: CellId | null;
  setAnchor(id: CellId | null): void;
  /** How the notebook falls into sections, and what is folded away. */
  sections(): Sections;
  foldSections(ids: readonly CellId[], folded: boolean): void;
  toggleOutput(ids: readonly CellId[]): void;
  toggleScrolled(ids: readonly CellId[]): void;
  toggleLineNumbers(ids: readonly CellId[] | "all"): void;
  open(part: PagePart): void;
  /** Puts copied cells on the clipboard of the system. */
  writeClipboard(text: string): void;
  /** Cells that another tab copied after this one did, as text; null where it did not. */
  copiedElsewhere(): string | null;
}

/** How things stood when the action began; `ids` are the selected cells in page order, with what is folded under them. */
export interface Situation {
  state: AppState;
  selected: CellId | null;
  ids: readonly CellId[];
  /** The cells that are not folded away, in page order. */
  shown: readonly CellId[];
}

export type Action = (target: ActionTarget, now: Situation) => void;

/** Selects one cell alone. */
export function selectOnly(target: ActionTarget, id: CellId, mode: "command" | "edit"): void {
  target.setAnchor(null);
  target.commands.select(id, mode);
}

/** The cell so many places below (or above) another one among those shown; null past either end. */
export function shownBeside(
  shown: readonly CellId[],
  id: CellId | null | undefined,
  by: number,
): CellId | null {
  const at = id ? shown.indexOf(id) : -1;
  return at < 0 ? null : (shown[at + by] ?? null);
}
