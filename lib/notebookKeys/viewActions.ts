import type { DocumentCommand } from "../notebook/commands.ts";
import type { CellId } from "../notebook/document.ts";
import { sectionLevel } from "../notebook/sections.ts";
import { cellById } from "../store/selectors.ts";
import { type Action, type ActionTarget, type Situation, selectOnly } from "./actionTarget.ts";
import type { ViewAction } from "./notebookAction.ts";

/** What changes how the notebook is shown, and what opens beside it. */
export const viewActions: Record<ViewAction, Action> = {
  toggleOutput: (target, { ids }) => target.toggleOutput(ids),
  scrollOutput: (target, { ids }) => target.toggleScrolled(ids),
  toggleSource,
  lineNumbers: (target, { ids }) => target.toggleLineNumbers(ids),
  allLineNumbers: (target) => target.toggleLineNumbers("all"),
  foldOrUp: (target, now) => foldOrGo(target, now, true),
  unfoldOrDown: (target, now) => foldOrGo(target, now, false),
  foldAll: (target) => target.foldSections(Object.keys(target.sections().heads), true),
  unfoldAll: (target) => target.foldSections(Object.keys(target.sections().heads), false),
  find: (target) => target.open("find"),
  replace: (target) => target.open("replace"),
  outline: (target) => target.open("outline"),
  scratch: (target) => target.open("scratch"),
  report: ({ commands }, { state }) => commands.show(state.view === "report" ? "cells" : "report"),
  palette: (target) => target.open("palette"),
  help: (target) => target.open("help"),
  changeKeys: (target) => target.open("keys"),
};

/** Whether the code of a cell is hidden: an option, so that a report hides it wherever it is opened. */
export function isSourceFolded(options: Readonly<Record<string, string>>): boolean {
  return Object.hasOwn(options, "fold") && options.fold === "source";
}

function toggleSource(target: ActionTarget, { state, ids }: Situation): void {
  const cells = ids.flatMap((id) => {
    const cell = cellById(state, id);
    return cell && cell.kind !== "md" ? [cell] : [];
  });
  const value = cells.every(({ options }) => isSourceFolded(options)) ? null : "source";
  target.commands.edit(
    cells.map(({ id }): DocumentCommand => ({ type: "setOption", id, key: "fold", value })),
  );
}

/** As in JupyterLab: on a heading the arrow folds or unfolds it, anywhere else it leads to the next heading. */
function foldOrGo(target: ActionTarget, { state, selected, shown }: Situation, folds: boolean): void {
  if (selected === null) return;
  const head = target.sections().heads[selected];
  if (head && head.isFolded !== folds) {
    target.foldSections([selected], folds);
    return;
  }
  const isHeading = (id: CellId) => {
    const cell = cellById(state, id);
    return cell !== undefined && sectionLevel(cell) !== null;
  };
  const at = shown.indexOf(selected);
  const next = folds
    ? shown.slice(0, Math.max(at, 0)).findLast(isHeading)
    : shown.slice(at + 1).find(isHeading);
  if (next) selectOnly(target, next, "command");
}
