import { asHeading, mergeCells, moveCells } from "../notebook/blockEdits.ts";
import type { DocumentCommand } from "../notebook/commands.ts";
import type { CellId } from "../notebook/document.ts";
import { cellsOfText } from "../notebookPaste/cellsOfText.ts";
import { copiedText } from "../notebookPaste/copiedText.ts";
import { pasteEdit } from "../notebookPaste/pasteEdit.ts";
import { cellBeside, cellById } from "../store/selectors.ts";
import { type Action, type ActionTarget, type Situation, selectOnly, shownBeside } from "./actionTarget.ts";
import type { ArrangeAction } from "./notebookAction.ts";

/** The kind of a cell inserted by key. */
const insertedKind = "sql";

/** What changes the notebook; each is one step of undo, however many cells are selected. */
export const arrangeActions: Record<ArrangeAction, Action> = {
  insertAbove: (target, { state, ids }) => insertAfter(target, cellBeside(state, ids[0] ?? null, -1)),
  insertBelow: (target, { state, ids }) =>
    insertAfter(target, ids.at(-1) ?? state.document.cells.at(-1)?.id ?? null),
  cut: (target, now) => copy(target, now, true),
  copy: (target, now) => copy(target, now, false),
  paste: (target, { ids }) => paste(target, ids.at(-1) ?? null),
  pasteAbove: (target, { state, ids }) => paste(target, cellBeside(state, ids[0] ?? null, -1)),
  delete: (target, { ids }) => {
    target.setAnchor(null);
    if (ids.length > 0) target.commands.deleteCells(ids);
  },
  undo: ({ commands }) => commands.undo(),
  redo: ({ commands }) => commands.redo(),
  merge: (target, { state, ids }) => {
    const [first] = ids;
    if (!first) return;
    // One cell merges with the next; several merge among themselves.
    const below = ids.length > 1 ? null : cellBeside(state, first, 1);
    mergeInto(target, first, below === null ? ids : [...ids, below]);
  },
  mergeAbove: (target, { state, selected }) => {
    const above = cellBeside(state, selected, -1);
    if (above && selected) mergeInto(target, above, [above, selected]);
  },
  moveUp: (target, { shown, ids }) => {
    const first = shown.find((id) => ids.includes(id));
    const above = shownBeside(shown, first, -1);
    if (above) edit(target, moveCells(target.state().document, ids, above));
  },
  moveDown: (target, { shown, ids }) => {
    const last = shown.findLast((id) => ids.includes(id));
    const below = shownBeside(shown, last, 1);
    // Past a folded section as a whole.
    if (below) edit(target, moveCells(target.state().document, ids, shownBeside(shown, below, 1)));
  },
  kindSql: (target, now) => setKind(target, now, "sql"),
  kindTs: (target, now) => setKind(target, now, "ts"),
  kindMd: (target, now) => setKind(target, now, "md"),
  kindRaw: (target, now) => setKind(target, now, "raw"),
  heading1: (target, now) => makeHeadings(target, now, 1),
  heading2: (target, now) => makeHeadings(target, now, 2),
  heading3: (target, now) => makeHeadings(target, now, 3),
  heading4: (target, now) => makeHeadings(target, now, 4),
  heading5: (target, now) => makeHeadings(target, now, 5),
  heading6: (target, now) => makeHeadings(target, now, 6),
};

/** Inserts a cell below another one and edits it. */
export function insertAfter(target: ActionTarget, after: CellId | null): void {
  target.setAnchor(null);
  target.commands.insertCell(insertedKind, { after });
}

function edit(target: ActionTarget, command: DocumentCommand | null): void {
  if (command) target.commands.edit([command]);
}

function copy(target: ActionTarget, { state, ids }: Situation, isCut: boolean): void {
  if (ids.length === 0) return;
  if (isCut) target.setAnchor(null);
  target.writeClipboard(copiedText(state.document.cells.filter(({ id }) => ids.includes(id))));
  target.commands.copyCells(ids, isCut);
}

function paste(target: ActionTarget, after: CellId | null): void {
  target.setAnchor(null);
  const elsewhere = target.copiedElsewhere();
  const cells = elsewhere === null ? null : cellsOfText(elsewhere, true);
  if (!cells) {
    target.commands.pasteCells(after);
    return;
  }
  const { document, sources } = target.state();
  const made = pasteEdit(
    document,
    cells,
    after,
    sources.map(({ relation }) => relation),
  );
  target.commands.edit([made.edit]);
  target.commands.select(made.last, "command");
}

function mergeInto(target: ActionTarget, first: CellId, ids: readonly CellId[]): void {
  edit(target, mergeCells(target.state().document, ids));
  selectOnly(target, first, "command");
}

function setKind(target: ActionTarget, { ids }: Situation, kind: string): void {
  target.commands.edit(ids.map((id) => ({ type: "setKind", id, kind })));
}

/** As in Jupyter: the cell becomes Markdown, and its first line a heading. */
function makeHeadings(target: ActionTarget, { state, ids }: Situation, level: number): void {
  target.commands.edit(
    ids.flatMap((id): DocumentCommand[] => [
      { type: "setKind", id, kind: "md" },
      { type: "setSource", id, source: asHeading(cellById(state, id)?.source ?? "", level) },
    ]),
  );
}
