import type { CellKind } from "./cellKind.ts";

const made = new Map<string, CellKind>();

/** How a kind that Eider does not know is shown: as its text, which is kept and never run. */
export function unknownKind(kind: string): CellKind {
  const known = made.get(kind);
  if (known) return known;
  const fresh: CellKind = {
    kind,
    label: kind,
    short: kind.length > 6 ? `${kind.slice(0, 5)}…` : kind,
    editorLanguage: "markdown",
    runnable: false,
    insertable: false,
    readOnlyBecause: `Eider does not run "${kind}" cells. This one is kept as it is.`,
  };
  made.set(kind, fresh);
  return fresh;
}
