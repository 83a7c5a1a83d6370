type ResultGrid = typeof import("./ResultGrid.tsx").ResultGrid;

/** The grid, once it is here. */
export let loadedGrid: ResultGrid | null = null;

/** Fetches the grid: with the first run, so that it is there by the time the run's rows are. */
export async function loadGrid(): Promise<ResultGrid> {
  loadedGrid ??= (await import("./ResultGrid.tsx")).ResultGrid;
  return loadedGrid;
}
