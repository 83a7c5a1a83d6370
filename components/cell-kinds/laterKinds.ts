import type { CellKind } from "./cellKind.ts";

export const exportKind = later("export", "Export");

/** A kind that notebooks may hold already and that a later version runs. */
function later(kind: string, label: string): CellKind {
  return {
    kind,
    label,
    short: label,
    editorLanguage: "markdown",
    runnable: false,
    insertable: false,
    readOnlyBecause: `${label} cells run in a later version. This one is kept as it is.`,
  };
}
