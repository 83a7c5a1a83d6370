import { useEffect, useState } from "react";
import type { CellId } from "../../lib/notebook/document.ts";
import { useAppStore } from "../ui/AppContext.tsx";

/** The cell at hand: the one selected where it is on the screen, else the first that is. */
export function useCellInView(): CellId | null {
  const store = useAppStore();
  const [id, setId] = useState<CellId | null>(store.getState().selection.cellId);
  useEffect(() => {
    const notebook = document.querySelector("main");
    if (!notebook) return;
    let frame = 0;
    const look = () => {
      frame = 0;
      const { top, bottom } = notebook.getBoundingClientRect();
      const isOn = (box: DOMRect) => box.bottom > top + 32 && box.top < bottom - 32;
      const frames = [...notebook.querySelectorAll<HTMLElement>("fieldset[data-cell-id]")];
      const { cellId } = store.getState().selection;
      const selected = frames.find(({ dataset }) => dataset.cellId === cellId);
      if (selected && isOn(selected.getBoundingClientRect())) return setId(cellId);
      setId(frames.find((one) => isOn(one.getBoundingClientRect()))?.dataset.cellId ?? null);
    };
    const lookSoon = () => {
      frame ||= requestAnimationFrame(look);
    };
    look();
    notebook.addEventListener("scroll", lookSoon, { passive: true });
    const stop = store.subscribe((state, before) => {
      if (state.selection !== before.selection) lookSoon();
    });
    return () => {
      cancelAnimationFrame(frame);
      notebook.removeEventListener("scroll", lookSoon);
      stop();
    };
  }, [store]);
  return id;
}
