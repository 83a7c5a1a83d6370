import type { CellId } from "../notebook/document.ts";
import { type Action, type ActionTarget, type Situation, selectOnly, shownBeside } from "./actionTarget.ts";
import type { SelectAction } from "./notebookAction.ts";

/** Moving the selection; cells that are folded away are stepped over. */
export const selectActions: Record<SelectAction, Action> = {
  edit: (target, { selected }) => {
    if (selected) selectOnly(target, selected, "edit");
  },
  selectAbove: (target, now) => selectBeside(target, now, -1),
  selectBelow: (target, now) => selectBeside(target, now, 1),
  extendAbove: (target, { shown, selected }) => extendTo(target, shownBeside(shown, selected, -1)),
  extendBelow: (target, { shown, selected }) => extendTo(target, shownBeside(shown, selected, 1)),
  extendToFirst: (target, { shown }) => extendTo(target, shown[0] ?? null),
  extendToLast: (target, { shown }) => extendTo(target, shown.at(-1) ?? null),
  selectAll: (target, { shown }) => {
    target.setAnchor(shown[0] ?? null);
    target.commands.select(shown.at(-1) ?? null, "command");
  },
};

function selectBeside(target: ActionTarget, { shown, selected }: Situation, by: -1 | 1): void {
  const next = selected === null ? shown.at(by === 1 ? 0 : -1) : shownBeside(shown, selected, by);
  if (next) selectOnly(target, next, "command");
}

function extendTo(target: ActionTarget, id: CellId | null): void {
  if (id === null) return;
  if (target.anchor === null) target.setAnchor(target.state().selection.cellId);
  target.commands.select(id, "command");
}
