import type { CellId } from "../../lib/notebook/document.ts";
import { foldedByName, namesOfFolded } from "../../lib/notebook/foldedNames.ts";
import type { Sections } from "../../lib/notebook/sectionState.ts";
import { headsAround, sectionsOf } from "../../lib/notebook/sections.ts";
import type { PageDeps } from "./createActionTarget.ts";
import { readKept, writeKept } from "./keptByNotebook.ts";

/** Where it is kept which sections of a notebook are folded. */
export const foldsKey = "eider.folds";

/** Folds or unfolds sections and remembers it; a selection that would be folded away goes to the heading. */
export function foldSections(
  { store, commands, ui }: PageDeps,
  ids: readonly CellId[],
  folds: boolean,
): void {
  const { document, selection, notebookId } = store.getState();
  const folded = new Set(foldedIn(ui.getState().sections));
  for (const id of ids) {
    if (folds) folded.add(id);
    else folded.delete(id);
  }
  const sections = sectionsOf(document.cells, folded);
  const { cellId } = selection;
  if (cellId !== null && sections.hidden.has(cellId)) {
    const head = headsAround(document.cells, cellId).find((id) => sections.heads[id]?.isFolded);
    ui.setState({ anchor: null });
    if (head) commands.select(head, "command");
  }
  ui.setState({ sections });
  const names = namesOfFolded(document.cells, new Set(foldedIn(sections)));
  writeKept(foldsKey, notebookId, names.length > 0 ? names : null);
}

/** Keeps the sections true to the notebook, and whatever is selected on the screen. Answers how to stop. */
export function followSections(deps: PageDeps): () => void {
  const { store, ui } = deps;
  let shownId = "";
  let cells: readonly unknown[] | null = null;
  const follow = () => {
    const { notebookId, document, selection } = store.getState();
    if (cells !== document.cells || shownId !== notebookId) {
      const isOther = shownId !== notebookId;
      cells = document.cells;
      shownId = notebookId;
      const before = ui.getState().sections;
      const folded = isOther ? keptFolds(notebookId, document.cells) : new Set(foldedIn(before));
      const sections = sectionsOf(document.cells, folded);
      if (!isSame(before, sections)) ui.setState({ sections });
    }
    const { hidden, heads } = ui.getState().sections;
    if (selection.cellId === null || !hidden.has(selection.cellId)) return;
    const around = headsAround(document.cells, selection.cellId);
    foldSections(
      deps,
      around.filter((id) => heads[id]?.isFolded),
      false,
    );
  };
  follow();
  return store.subscribe(follow);
}

function keptFolds(notebookId: string, cells: Parameters<typeof foldedByName>[0]): Set<CellId> {
  const kept = readKept(foldsKey, notebookId);
  return Array.isArray(kept)
    ? foldedByName(
        cells,
        kept.filter((name) => typeof name === "string"),
      )
    : new Set();
}

function foldedIn({ heads }: Sections): CellId[] {
  return Object.entries(heads).flatMap(([id, { isFolded }]) => (isFolded ? [id] : []));
}

function isSame(a: Sections, b: Sections): boolean {
  const [before, after] = [Object.entries(a.heads), Object.entries(b.heads)];
  return (
    before.length === after.length &&
    after.every(
      ([id, head]) => a.heads[id]?.cells === head.cells && a.heads[id]?.isFolded === head.isFolded,
    ) &&
    a.hidden.size === b.hidden.size &&
    [...b.hidden].every((id) => a.hidden.has(id))
  );
}
