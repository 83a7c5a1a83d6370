type ViewedGrid = typeof import("../view/ViewedGrid.tsx").ViewedGrid;

/** The grid, once it is here. */
export let loadedGrid: ViewedGrid | null = null;

/** Fetches the grid: with the first run, so that it is there by the time the run's rows are. */
export async function loadGrid(): Promise<ViewedGrid> {
  loadedGrid ??= (await import("../view/ViewedGrid.tsx")).ViewedGrid;
  return loadedGrid;
}
