import { type RefObject, useEffect, useEffectEvent } from "react";
import type { GridFrame } from "./gridFrame.ts";
import { placeByKey } from "./placeByKey.ts";
import { type CellPlace, tableOf } from "./useColumnWindow.ts";

/** Takes the keys that hightable does not take to where they should lead; all others stay its own. */
export function useGridKeys(
  root: RefObject<HTMLElement | null>,
  frame: GridFrame,
  active: CellPlace,
  setActive: (place: CellPlace) => void,
): void {
  const onKey = useEffectEvent((event: KeyboardEvent, table: HTMLElement) => {
    const onTable = event.target === table;
    // Other targets are controls of a header, whose keys mean something else.
    if (!onTable && !(event.target instanceof HTMLTableCellElement)) return;
    // From the table as a whole, Enter and Space go to the active cell, wherever that is.
    const back = onTable && (event.key === "Enter" || event.key === " ") ? { ...active } : null;
    const place = back ?? placeByKey(event, active);
    if (!place) return;
    event.preventDefault();
    event.stopPropagation();
    setActive(place);
  });

  useEffect(() => {
    const table = tableOf(root.current);
    // The frame is asked for because hightable makes its table anew for another frame.
    if (!table || !frame) return;
    const listener = (event: KeyboardEvent) => onKey(event, table);
    table.addEventListener("keydown", listener, { capture: true });
    return () => table.removeEventListener("keydown", listener, { capture: true });
  }, [root, frame]);
}
