import { withFolded } from "../notebook/sections.ts";
import { cellById, cellIds } from "../store/selectors.ts";
import { type Action, type ActionTarget, type Situation, selectOnly, shownBeside } from "./actionTarget.ts";
import { arrangeActions, insertAfter } from "./arrangeActions.ts";
import type { ArrangeAction, NotebookAction, SelectAction, ViewAction } from "./notebookAction.ts";

import { selectActions } from "./selectActions.ts";
import { selectedCells } from "./selectedCells.ts";
import { viewActions } from "./viewActions.ts";

/** Does what a key, the palette or a menu asks for. */
export function performAction(action: NotebookAction, target: ActionTarget): void {
  const state = target.state();
  const all = cellIds(state);
  const sections = target.sections();
  const chosen = selectedCells(all, state.selection.cellId, target.anchor);
  actions[action](target, {
    state,
    selected: state.selection.cellId,
    ids: withFolded(state.document.cells, sections, chosen),
    shown: sections.hidden.size === 0 ? all : all.filter((id) => !sections.hidden.has(id)),
  });
}

const actions: Record<NotebookAction, Action> = {
  ...selectActions,
  ...arrangeActions,
  ...viewActions,
  runStay: (target, now) => {
    run(target, now);
    if (now.selected) selectOnly(target, now.selected, "command");
  },
  runNext: (target, now) => {
    run(target, now);
    const last = now.shown.findLast((id) => now.ids.includes(id));
    const next = shownBeside(now.shown, last, 1);
    if (next) selectOnly(target, next, "command");
    else if (now.selected) insertAfter(target, now.ids.at(-1) ?? now.selected);
  },
  runInsert: (target, now) => {
    run(target, now);
    const last = now.ids.at(-1);
    if (last) insertAfter(target, last);
  },
  format: ({ commands }, { ids }) => {
    void commands.sqlTools().then((tools) => tools.formatCells(ids));
  },
  explain: ({ commands }, { selected }) => {
    if (selected) void commands.sqlTools().then((tools) => tools.explain(selected, false));
  },
  stop: ({ commands }) => {
    void commands.stop();
  },
  restart: ({ commands }) => {
    void commands.restartEngine();
  },
  save: ({ commands }) => {
    void commands.saveFile();
  },
} satisfies Record<Exclude<NotebookAction, SelectAction | ArrangeAction | ViewAction>, Action> &
  Record<SelectAction | ArrangeAction | ViewAction, Action>;

/** Markdown has nothing to run: leaving the editor draws it. */
function run(target: ActionTarget, { state, ids }: Situation): void {
  for (const id of ids) if (cellById(state, id)?.kind !== "md") void target.commands.run(id);
}
