import type { KeyboardEvent } from "react";
import type { CopyFormat } from "../../lib/grid/copy/copyFormatNames.ts";
import { placeByKey } from "../../lib/grid/gridKeys.ts";
import {
  type GridPlace,
  type GridSelection,
  type GridSize,
  goTo,
  selectAll,
  selectColumns,
  selectRows,
} from "../../lib/grid/gridSelection.ts";

/** How many pixels a key widens or narrows a column by. */
const widthStepPx = 16;

/** What the keys of a grid do. */
export interface GridKeyDeps {
  selection: GridSelection;
  size: GridSize;
  pageRows: number;
  inspecting: boolean;
  onSelect(selection: GridSelection): void;
  reveal(place: GridPlace): void;
  onInspect(open: boolean): void;
  onCopy(format: CopyFormat): void;
  onColumnMenu(place: number): void;
  /** A key that is for what stands in a header; answers whether something there took it. */
  onHeaderKey(place: number, event: KeyboardEvent): boolean;
  onWiden(place: number, byPx: number): void;
  onMove(place: number, by: -1 | 1): void;
}

/** The keys of the grid itself; those of controls within it are their own. */
export function gridKeyHandler(deps: GridKeyDeps) {
  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.nativeEvent.isComposing) return;
    if (!handle(event, deps)) return;
    event.preventDefault();
    event.stopPropagation();
  };
}

function handle(event: KeyboardEvent, deps: GridKeyDeps): boolean {
  const { selection, size } = deps;
  const { active } = selection;
  const command = event.ctrlKey || event.metaKey;
  const select = (next: GridSelection) => {
    deps.onSelect(next);
    deps.reveal(next.active);
    return true;
  };
  if (command && !event.altKey && !event.shiftKey) {
    if (event.key.toLowerCase() === "c") {
      // Text that somebody marked, in the inspector or elsewhere, is what they mean to copy.
      if (!(getSelection()?.isCollapsed ?? true)) return false;
      deps.onCopy("values");
      return true;
    }
    if (event.key.toLowerCase() === "a") {
      deps.onSelect(selectAll(selection));
      return true;
    }
    if (event.key === " ") {
      if (active.place >= 0) deps.onSelect(selectColumns(active.place, active.place, active.row));
      return true;
    }
  }
  if (event.key === " " && event.shiftKey && !command) {
    if (active.row >= 0) deps.onSelect(selectRows(active.row, active.row, active.place));
    return true;
  }
  if (event.altKey && event.key === "ArrowDown" && active.row < 0)
    return deps.onHeaderKey(active.place, event);
  const sideways = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : null;
  if (event.altKey && sideways !== null && !command) {
    if (active.place < 0) return true;
    if (event.shiftKey) deps.onMove(active.place, sideways);
    else deps.onWiden(active.place, sideways * widthStepPx);
    return true;
  }
  if ((event.key === "Enter" || event.key === " ") && !command && !event.altKey) {
    deps.reveal(active);
    if (active.row < 0) {
      if (active.place >= 0) deps.onColumnMenu(active.place);
      else deps.onSelect(selectAll(selection));
    } else if (active.place < 0) deps.onSelect(selectRows(active.row, active.row, active.place));
    else deps.onInspect(!deps.inspecting);
    return true;
  }
  if (event.key === "Escape") {
    if (deps.inspecting) deps.onInspect(false);
    else if (selection.anchor !== null) deps.onSelect({ ...selection, anchor: null, span: "cells" });
    else return false;
    return true;
  }
  const to = placeByKey(event, active, size, deps.pageRows);
  return to !== null && select(goTo(selection, to, event.shiftKey));
}
