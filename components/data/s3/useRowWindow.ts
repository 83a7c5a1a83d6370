import { type RefObject, useCallback, useEffect, useState } from "react";

/** Rows drawn above and below those in sight. */
const spareRows = 10;

/** Which rows of equal height are in sight of a scrolling element whose first row is its header, from `first` to before `last`. */
export function useRowWindow(element: RefObject<HTMLElement | null>, count: number, rowHeightPx: number) {
  const [topPx, setTopPx] = useState(0);
  const [heightPx, setHeightPx] = useState(600);
  useEffect(() => {
    const { current } = element;
    if (!current) return;
    const observer = new ResizeObserver(() => setHeightPx(current.clientHeight));
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  const onScroll = useCallback(() => setTopPx(element.current?.scrollTop ?? 0), [element]);

  /** Brings a row into sight, clear of the header. */
  const show = useCallback(
    (row: number) => {
      const { current } = element;
      if (!current) return;
      const rowTopPx = row * rowHeightPx;
      const roomPx = current.clientHeight - rowHeightPx;
      if (rowTopPx < current.scrollTop) current.scrollTop = rowTopPx;
      else if (rowTopPx + rowHeightPx > current.scrollTop + roomPx)
        current.scrollTop = rowTopPx + rowHeightPx - roomPx;
    },
    [element, rowHeightPx],
  );

  const first = Math.max(0, Math.floor(topPx / rowHeightPx) - spareRows);
  const last = Math.min(count, Math.ceil((topPx + heightPx) / rowHeightPx) + spareRows);
  return { first, last, onScroll, show };
}
