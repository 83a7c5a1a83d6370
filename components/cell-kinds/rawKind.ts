import type { CellKind } from "./cellKind.ts";

/** Text that is neither drawn nor run, as Jupyter's raw cells: for whatever else reads the file. */
export const rawKind: CellKind = {
  kind: "raw",
  label: "Raw",
  short: "Raw",
  editorLanguage: "markdown",
  runnable: false,
  insertable: false,
};
