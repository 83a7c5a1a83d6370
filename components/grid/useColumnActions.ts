import { type RefObject, useMemo } from "react";
import {
  arrangeColumns,
  type ColumnLayout,
  plainLayout,
  withHidden,
  withMoved,
  withMovedBy,
  withPinned,
  withShown,
  withWidth,
} from "../../lib/grid/columnLayout.ts";
import type { GridSelection } from "../../lib/grid/gridSelection.ts";
import { fittingWidthPx } from "./columnLook.ts";
import type { GridHandle } from "./GridTable.tsx";
import type { GridColumns } from "./gridColumns.ts";
import type { GridFrame } from "./gridFrame.ts";
import { columnsTaken } from "./longestTexts.ts";

interface ColumnActionDeps {
  placed: GridColumns;
  keys: readonly string[];
  frame: GridFrame;
  changeLayout(change: (layout: ColumnLayout) => ColumnLayout): void;
  setSelection(change: (selection: GridSelection) => GridSelection): void;
  handle: RefObject<GridHandle | null>;
}

/** What can be done to columns, as the table, the menu of a column and the list of columns ask for it. */
export function useColumnActions({
  placed,
  keys,
  frame,
  changeLayout,
  setSelection,
  handle,
}: ColumnActionDeps) {
  return useMemo(() => {
    const keyAt = (place: number) => placed.all[place]?.key ?? "";
    /** Columns go elsewhere: what is selected by place would be other cells, and the active one goes along. */
    const arrange = (change: (layout: ColumnLayout) => ColumnLayout) => {
      changeLayout((before) => {
        const next = change(before);
        if (next === before) return before;
        const shown = arrangeColumns(keys, next).shown.map((index) => keys[index] ?? "");
        setSelection(({ active }) => {
          const place = shown.indexOf(keyAt(active.place));
          const kept = place >= 0 ? place : Math.min(active.place, shown.length - 1);
          return { active: { ...active, place: kept }, anchor: null, span: "cells" };
        });
        return next;
      });
    };
    const fitWidth = (place: number) => {
      const of = placed.all[place];
      if (!of) return;
      const longest = frame.longestHere(of.index, (text) => columnsTaken(text));
      changeLayout((layout) => withWidth(layout, of.key, fittingWidthPx(of.column, longest)));
    };
    const moveBy = (place: number, by: -1 | 1) =>
      arrange((layout) => withMovedBy(keys, layout, keyAt(place), by));
    return {
      tableActions: {
        onResize: (place: number, widthPx: number) =>
          changeLayout((layout) => withWidth(layout, keyAt(place), widthPx)),
        onWiden: (place: number, byPx: number) =>
          changeLayout((layout) => withWidth(layout, keyAt(place), (placed.all[place]?.widthPx ?? 0) + byPx)),
        onFit: fitWidth,
        onMove: (place: number, to: number) => arrange((layout) => withMoved(keys, layout, keyAt(place), to)),
        onMoveBy: moveBy,
      },
      menuActions: (place: number, layout: ColumnLayout) => ({
        isPinned: layout.pinned.includes(keyAt(place)),
        isLast: placed.all.length === 1,
        canMoveLeft: withMovedBy(keys, layout, keyAt(place), -1) !== layout,
        canMoveRight: withMovedBy(keys, layout, keyAt(place), 1) !== layout,
        onPin: (pinned: boolean) => arrange((before) => withPinned(before, keyAt(place), pinned)),
        onHide: () => arrange((before) => withHidden(keys, before, [keyAt(place)])),
        onMove: (by: -1 | 1) => moveBy(place, by),
        onFit: () => fitWidth(place),
      }),
      panelActions: {
        onGo: (key: string) => {
          const place = placed.all.findIndex((each) => each.key === key);
          setSelection(({ active }) => ({ active: { ...active, place }, anchor: null, span: "cells" }));
          handle.current?.reveal({ row: -1, place });
          handle.current?.focus();
        },
        onShow: (some: readonly string[], shown: boolean) =>
          arrange((layout) => (shown ? withShown(layout, some) : withHidden(keys, layout, some))),
        onPin: (key: string, pinned: boolean) => arrange((layout) => withPinned(layout, key, pinned)),
        onReset: () => arrange(() => plainLayout),
      },
    };
  }, [placed, keys, frame, changeLayout, setSelection, handle]);
}
