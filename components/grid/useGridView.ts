import { type RefObject, useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { GridPlace } from "../../lib/grid/gridSelection.ts";
import {
  canvasPx,
  isScaled,
  type ScrollPlace,
  scrolledTo,
  scrollFor,
  topToShow,
} from "../../lib/grid/scaledScroll.ts";
import { drawnColumns, type GridColumns, scrollToShow } from "./gridColumns.ts";
import { rowHeightPx } from "./gridHeight.ts";

/** What is drawn: rows `rowStart` to `rowEnd - 1`, places `from` to `to - 1` besides the pinned ones. */
export interface GridView {
  readonly rowStart: number;
  readonly rowEnd: number;
  readonly from: number;
  readonly to: number;
  /** How far above their own place the rows stand on the canvas, in pixels. */
  readonly shiftPx: number;
}

// Rows above and below the window, and whole steps, so that a little scrolling changes nothing.
const rowsBeside = 8;
const rowStep = 4;
/** So long after the last scrolling the scrollbar is put where the rows are; see scaledScroll.ts. */
const restMs = 150;
/** Moves by less keep the rows where they stand on the canvas. */
const nearPx = 3_000;

interface Measures {
  rowCount: number;
  columns: GridColumns;
  headerPx: number;
  /** The visible part of the scroller, without scrollbars. */
  widthPx: number;
  heightPx: number;
}

/** Which rows and columns are drawn, as the table is scrolled; and ways to bring a cell into sight. */
export function useGridView(scroller: RefObject<HTMLElement | null>, measures: Measures) {
  const latest = useRef(measures);
  const place = useRef<ScrollPlace>({ topPx: 0, scrollPx: 0 });
  const resting = useRef<ReturnType<typeof setTimeout> | null>(null);
  const { rowCount, columns, headerPx, widthPx, heightPx } = measures;
  const [view, setView] = useState<GridView>(() => viewOf(measures, place.current, 0));

  const update = useCallback(() => {
    const next = viewOf(latest.current, place.current, scroller.current?.scrollLeft ?? 0);
    setView((before) => (sameView(before, next) ? before : next));
  }, [scroller]);

  const setTop = useCallback(
    (topPx: number) => {
      const element = scroller.current;
      if (!element) return;
      const size = sizeOf(latest.current);
      const before = place.current;
      const by = topPx - before.topPx;
      const near = before.scrollPx + by;
      const keeps =
        isScaled(size) && Math.abs(by) < nearPx && near > 1 && near < canvasPx(size) - size.viewPx - 1;
      element.scrollTop = keeps ? near : scrollFor(size, topPx);
      // Browsers round where they scroll to.
      const scrollPx = element.scrollTop;
      const top = keeps ? before.topPx + scrollPx - before.scrollPx : topPx;
      place.current = { topPx: isScaled(size) ? top : scrollPx, scrollPx };
      update();
    },
    [scroller, update],
  );

  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const size = sizeOf(latest.current);
    if (element.scrollTop !== place.current.scrollPx)
      place.current = scrolledTo(size, place.current, element.scrollTop);
    update();
    if (!isScaled(size)) return;
    if (resting.current !== null) clearTimeout(resting.current);
    resting.current = setTimeout(() => {
      const { topPx, scrollPx } = place.current;
      const wanted = scrollFor(sizeOf(latest.current), topPx);
      if (!scroller.current || Math.abs(wanted - scrollPx) <= 1) return;
      scroller.current.scrollTop = wanted;
      place.current = { topPx, scrollPx: scroller.current.scrollTop };
      update();
    }, restMs);
  }, [scroller, update]);

  const reveal = useCallback(
    ({ row, place: at }: GridPlace) => {
      const element = scroller.current;
      if (!element) return;
      const { columns, widthPx } = latest.current;
      const left = scrollToShow(columns, at, element.scrollLeft, widthPx);
      if (left !== element.scrollLeft) element.scrollLeft = left;
      if (row < 0) return update();
      const { topPx } = place.current;
      const wanted = topToShow(sizeOf(latest.current), topPx, row * rowHeightPx, (row + 1) * rowHeightPx);
      if (wanted === topPx) update();
      else setTop(wanted);
    },
    [scroller, setTop, update],
  );

  /** Where a point of the window is: its row (-1 for the header) and how far from the left edge of all columns. */
  const pointAt = useCallback(
    (clientX: number, clientY: number) => {
      const box = scroller.current?.getBoundingClientRect();
      if (!box) return { row: 0, px: 0 };
      const { columns, headerPx, rowCount } = latest.current;
      const x = clientX - box.left;
      const y = clientY - box.top - headerPx;
      const row = y < 0 ? -1 : Math.floor((place.current.topPx + y) / rowHeightPx);
      const px = x < columns.pinnedPx ? x : x + (scroller.current?.scrollLeft ?? 0);
      return { row: Math.min(row, rowCount - 1), px };
    },
    [scroller],
  );

  // What was measured has changed: rows that are gone are scrolled out of, before anything is seen.
  useLayoutEffect(() => {
    latest.current = { rowCount, columns, headerPx, widthPx, heightPx };
    const element = scroller.current;
    if (element && element.scrollTop !== place.current.scrollPx)
      place.current = scrolledTo(sizeOf(latest.current), place.current, element.scrollTop);
    update();
  }, [rowCount, columns, headerPx, widthPx, heightPx, scroller, update]);
  useLayoutEffect(
    () => () => {
      if (resting.current !== null) clearTimeout(resting.current);
    },
    [],
  );

  const pageRows = Math.max(1, Math.floor((heightPx - headerPx) / rowHeightPx) - 1);
  const canvas = headerPx + canvasPx(sizeOf(measures));
  return useMemo(
    () => ({ view, canvas, pageRows, onScroll, reveal, pointAt }),
    [view, canvas, pageRows, onScroll, reveal, pointAt],
  );
}

function sizeOf({ rowCount, heightPx, headerPx }: Measures) {
  return { contentPx: rowCount * rowHeightPx, viewPx: Math.max(rowHeightPx, heightPx - headerPx) };
}

function viewOf(measures: Measures, { topPx, scrollPx }: ScrollPlace, scrollLeft: number): GridView {
  const { rowCount, columns, widthPx } = measures;
  const first = Math.floor(topPx / rowHeightPx / rowStep) * rowStep - rowsBeside;
  const visible = Math.ceil(sizeOf(measures).viewPx / rowHeightPx / rowStep + 1) * rowStep;
  const rowEnd = Math.min(rowCount, first + visible + 2 * rowsBeside);
  const shiftPx = topPx - scrollPx;
  const { from, to } = drawnColumns(columns, scrollLeft, widthPx);
  return { rowStart: Math.max(0, Math.min(first, rowCount)), rowEnd, from, to, shiftPx };
}

function sameView(a: GridView, b: GridView): boolean {
  return (
    a.rowStart === b.rowStart &&
    a.rowEnd === b.rowEnd &&
    a.from === b.from &&
    a.to === b.to &&
    a.shiftPx === b.shiftPx
  );
}
