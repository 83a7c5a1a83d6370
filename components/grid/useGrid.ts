import { useEffect, useState } from "react";
import { loadedGrid, loadGrid } from "./loadGrid.ts";

/**
 * The grid's component; null while it is on its way. Not by `lazy`: what once showed a fallback, be it for a moment, is
 * drawn by React no sooner than 300 ms later, and the first rows would wait for that.
 */
export function useGrid(): typeof loadedGrid {
  const [grid, setGrid] = useState(() => loadedGrid);
  useEffect(() => {
    if (grid) return;
    loadGrid().then(
      (loaded) => setGrid(() => loaded),
      // Thrown while drawing, where the cell's boundary tells of it and offers to try again.
      (error: unknown) =>
        setGrid(() => {
          throw error;
        }),
    );
  }, [grid]);
  return grid;
}
