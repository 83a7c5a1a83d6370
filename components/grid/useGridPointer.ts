import { type PointerEvent, type RefObject, useRef, useState } from "react";
import {
  contains,
  type GridPlace,
  type GridSelection,
  type GridSize,
  goTo,
  selectAll,
  selectColumns,
  selectedRange,
  selectRows,
} from "../../lib/grid/gridSelection.ts";
import { type GridColumns, placeAt } from "./gridColumns.ts";

interface PointerDeps {
  grid: RefObject<HTMLElement | null>;
  selection: GridSelection;
  size: GridSize;
  columns: GridColumns;
  pointAt(clientX: number, clientY: number): { row: number; px: number };
  reveal(place: GridPlace): void;
  onSelect(selection: GridSelection): void;
  onResize(place: number, widthPx: number): void;
  onMove(place: number, to: number): void;
}

/** What a pointer is doing since it went down. */
type Drag =
  | { doing: "select"; span: GridSelection["span"]; from: GridPlace; moved: boolean }
  | { doing: "resize"; place: number; fromX: number; widthPx: number }
  | { doing: "move"; place: number; fromX: number; moved: boolean };

/** A column on its way to another place: its key, and the boundary it would go to, counted in places. */
export interface MovingColumn {
  key: string;
  before: number;
}

/** So far a pointer may move before it drags. */
const slackPx = 5;

/** Selecting, resizing and moving columns by pointer. Touch scrolls, so there it is a tap alone that does something. */
export function useGridPointer(deps: PointerDeps) {
  const { grid, selection, size, columns } = deps;
  const drag = useRef<Drag | null>(null);
  const scrolling = useRef(0);
  const [moving, setMoving] = useState<MovingColumn | null>(null);
  const placeOf = (event: { clientX: number; clientY: number }): GridPlace => {
    const { row, px } = deps.pointAt(event.clientX, event.clientY);
    return { row, place: placeAt(columns, px) };
  };

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0 || !(event.target instanceof Element)) return;
    const edge = event.target.closest<HTMLElement>("[data-width-edge]")?.dataset.widthEdge;
    if (edge !== undefined) {
      const place = Number(edge);
      const widthPx = columns.all[place]?.widthPx ?? 0;
      drag.current = { doing: "resize", place, fromX: event.clientX, widthPx };
      event.currentTarget.setPointerCapture(event.pointerId);
      event.preventDefault();
      return;
    }
    // Tools in a header are their own.
    if (event.target.closest("button, a, input, select, [role=button]")) return;
    if (event.pointerType === "touch") return;
    press(event);
  };

  const press = (event: { clientX: number; clientY: number; shiftKey: boolean } & CommandKeys) => {
    grid.current?.focus({ preventScroll: true });
    const to = placeOf(event);
    const { active, anchor } = selection;
    const command = event.ctrlKey || event.metaKey;
    if (to.row < 0 && to.place < 0) return deps.onSelect(selectAll(selection));
    if (to.row < 0) {
      const from = selection.span === "columns" && anchor ? anchor.place : Math.max(0, active.place);
      if (event.shiftKey) deps.onSelect(selectColumns(to.place, from, active.row));
      else if (command) deps.onSelect(selectColumns(to.place, to.place, -1));
      else {
        deps.onSelect(goTo(selection, to, false));
        drag.current = { doing: "move", place: to.place, fromX: event.clientX, moved: false };
      }
      return;
    }
    if (to.place < 0) {
      const from = event.shiftKey ? (anchor ?? active) : to;
      deps.onSelect(selectRows(to.row, Math.max(0, from.row), -1));
      drag.current = { doing: "select", span: "rows", from, moved: false };
      return;
    }
    const from = event.shiftKey ? (anchor ?? active) : to;
    deps.onSelect(event.shiftKey ? { active: to, anchor: from, span: "cells" } : goTo(selection, to, false));
    drag.current = { doing: "select", span: "cells", from, moved: false };
  };

  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const now = drag.current;
    if (!now) return;
    if (now.doing === "resize") {
      deps.onResize(now.place, now.widthPx + event.clientX - now.fromX);
    } else if (now.doing === "move") {
      if (!now.moved && Math.abs(event.clientX - now.fromX) < slackPx) return;
      capture(event, now);
      setMoving({ key: columns.all[now.place]?.key ?? "", before: boundaryAt(event) });
    } else {
      const to = placeOf(event);
      if (!now.moved && to.row === now.from.row && (to.place === now.from.place || now.span === "rows"))
        return;
      capture(event, now);
      extend(event.clientX, event.clientY);
    }
  };

  /** The boundary between columns that is nearest to the pointer. */
  const boundaryAt = (event: { clientX: number; clientY: number }): number => {
    const { px } = deps.pointAt(event.clientX, event.clientY);
    const place = Math.max(0, placeAt(columns, px));
    const column = columns.all[place];
    return column && px > column.leftPx + column.widthPx / 2 ? place + 1 : place;
  };

  const capture = (event: PointerEvent<HTMLElement>, now: { moved: boolean }) => {
    if (now.moved) return;
    now.moved = true;
    // Not before: what is captured has its click told to the grid and not to the cell.
    event.currentTarget.setPointerCapture(event.pointerId);
  };

  const extend = (clientX: number, clientY: number) => {
    const now = drag.current;
    if (now?.doing !== "select") return;
    const at = placeOf({ clientX, clientY });
    const to = { row: Math.max(0, at.row), place: now.span === "rows" ? -1 : Math.max(0, at.place) };
    deps.onSelect(
      now.span === "rows"
        ? selectRows(to.row, Math.max(0, now.from.row), -1)
        : { active: to, anchor: now.from, span: "cells" },
    );
    deps.reveal(to);
    // Beyond the edge the table goes on scrolling while the pointer rests.
    const box = grid.current?.parentElement?.getBoundingClientRect();
    const outside =
      box && (clientY > box.bottom || clientY < box.top || clientX > box.right || clientX < box.left);
    cancelAnimationFrame(scrolling.current);
    if (outside) scrolling.current = requestAnimationFrame(() => latest.current.extend(clientX, clientY));
  };
  const latest = useRef({ extend });
  latest.current = { extend };

  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const now = drag.current;
    drag.current = null;
    cancelAnimationFrame(scrolling.current);
    setMoving(null);
    if (now?.doing === "move" && now.moved) {
      const before = boundaryAt(event);
      deps.onMove(now.place, before > now.place ? before - 1 : before);
    }
  };

  const onPointerCancel = () => {
    drag.current = null;
    cancelAnimationFrame(scrolling.current);
    setMoving(null);
  };

  /** A tap, which never went by the pointer's way down. */
  const onTap = (event: { clientX: number; clientY: number; shiftKey: boolean } & CommandKeys) => {
    press(event);
    drag.current = null;
  };

  /** A cell that a menu was asked for: it becomes the active one, unless it is selected with others. */
  const onMenuAt = (event: { clientX: number; clientY: number }) => {
    const to = placeOf(event);
    const range = selectedRange(selection, size);
    if (!range || !contains(range, to)) deps.onSelect(goTo(selection, to, false));
  };

  return { moving, onPointerDown, onPointerMove, onPointerUp, onPointerCancel, onTap, onMenuAt };
}

interface CommandKeys {
  ctrlKey: boolean;
  metaKey: boolean;
}
