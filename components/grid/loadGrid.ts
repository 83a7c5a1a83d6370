/** Fetches the grid: with the first run, so that it is there by the time the run's rows are. */
export const loadGrid = () => import("./ResultGrid.tsx");
