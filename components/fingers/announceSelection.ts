import { selectedCells } from "../../lib/notebookKeys/selectedCells.ts";
import { cellIds } from "../../lib/store/selectors.ts";
import type { PageDeps } from "./createActionTarget.ts";

/** Tells screen readers politely what eyes see at once: how many cells are selected, and what was folded. Answers how to stop. */
export function announceSelection({ store, ui }: PageDeps): () => void {
  const voice = document.createElement("div");
  voice.className = "visually-hidden";
  voice.setAttribute("role", "status");
  document.body.append(voice);
  let selected = 1;
  let hidden = ui.getState().sections.hidden.size;

  const onSelection = () => {
    const state = store.getState();
    const { anchor } = ui.getState();
    const count = anchor === null ? 1 : selectedCells(cellIds(state), state.selection.cellId, anchor).length;
    if (count === selected) return;
    if (count > 1) voice.textContent = `${count} cells selected`;
    else if (selected > 1) voice.textContent = "One cell selected";
    selected = count;
  };
  const onSections = () => {
    const size = ui.getState().sections.hidden.size;
    if (size === hidden) return;
    const by = Math.abs(size - hidden);
    voice.textContent = `${by} ${by === 1 ? "cell" : "cells"} ${size > hidden ? "folded" : "unfolded"}`;
    hidden = size;
  };
  const stops = [
    store.subscribe((state, before) => {
      if (state.selection !== before.selection) onSelection();
    }),
    ui.subscribe((state, before) => {
      if (state.anchor !== before.anchor) onSelection();
      if (state.sections !== before.sections) onSections();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    voice.remove();
  };
}
