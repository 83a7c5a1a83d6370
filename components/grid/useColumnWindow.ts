import { type RefObject, useEffect, useEffectEvent, useState } from "react";
import { flushSync } from "react-dom";
import { columnWindow, manyColumns, wideColumnPx } from "./columnWindow.ts";
import type { GridFrame } from "./gridFrame.ts";
import { sideByKey } from "./placeByKey.ts";

/** How many columns have a place on screen at a time. */
export function placesFor(columns: number): number {
  return columnWindow(columns, 0, window.screen.width || 1920).count;
}

/** The place of the active cell, as hightable counts: both from 1, with header row and row numbers. */
export interface CellPlace {
  colIndex: number;
  rowIndex: number;
}

/**
 * Draws only the columns of a very wide table that are near the window, since hightable draws all it is given:
 * the columns of `frame` move on as the table is scrolled sideways, and the active cell stays on its column.
 */
export function useColumnWindow(
  root: RefObject<HTMLElement | null>,
  frame: GridFrame,
  columns: number,
  active: CellPlace,
  setActive: (place: CellPlace) => void,
) {
  const [first, setFirst] = useState(0);
  const windowed = columns > manyColumns;
  const places = frame.columnDescriptors.length;

  const follow = useEffectEvent((scroller: Element, frame: GridFrame) => {
    const wanted = columnWindow(columns, scroller.scrollLeft, window.screen.width || 1920).first;
    const next = Math.min(wanted, columns - places);
    if (next === frame.first) return;
    const place = active.colIndex - (next - frame.first);
    // In one go: values, headers and their distance from the left must change in the same frame.
    flushSync(() => {
      frame.showColumnsFrom(next);
      setFirst(next);
      const left = (next + place - 2) * wideColumnPx;
      const visible = left >= scroller.scrollLeft && left < scroller.scrollLeft + scroller.clientWidth;
      if (active.colIndex > 1 && visible && scroller.contains(document.activeElement)) {
        setActive({ ...active, colIndex: place });
      }
    });
  });

  useEffect(() => {
    const scroller = scrollerOf(root.current);
    if (!scroller) return;
    const onScroll = () => follow(scroller, frame);
    // hightable goes to the ends of what it draws, and the row number is always in view: so the table is scrolled
    // there before hightable takes the key.
    const beforeKey = (event: KeyboardEvent) => {
      const side = sideByKey(event);
      const inHeader = event.target instanceof Element && event.target.matches('[role="spinbutton"]');
      if (side === null || inHeader) return;
      scroller.scrollLeft = side === "end" ? scroller.scrollWidth : 0;
      if (windowed) follow(scroller, frame);
    };
    if (windowed) scroller.addEventListener("scroll", onScroll);
    scroller.addEventListener("keydown", beforeKey, { capture: true });
    return () => {
      scroller.removeEventListener("scroll", onScroll);
      scroller.removeEventListener("keydown", beforeKey, { capture: true });
    };
  }, [root, windowed, frame]);

  return { first: windowed ? first : 0, windowed };
}

/** The table element of a hightable. */
export function tableOf(root: Element | null): HTMLElement | null {
  return root?.querySelector<HTMLElement>('[role="grid"]') ?? null;
}

/** The element of a hightable that scrolls. */
export function scrollerOf(root: Element | null): HTMLElement | null {
  return tableOf(root)?.closest<HTMLElement>('[role="group"]') ?? null;
}
