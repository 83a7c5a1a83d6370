import { type PointerEvent, type RefObject, useEffect, useRef, useState } from "react";
import type { DropPlace } from "../../lib/report/arrange.ts";
import { dropAt, type RowBox } from "../../lib/report/dropAt.ts";

/** A hand that trembles drags nothing. */
const startsPx = 5;

/** Drags an item by its handle over the rows of the list; Escape lets it stay where it was. */
export function useItemDrag(
  list: RefObject<HTMLOListElement | null>,
  onTarget: (target: DropPlace | null) => void,
  onDrop: (target: DropPlace) => void,
) {
  const [isDragged, setIsDragged] = useState(false);
  const start = useRef<{ x: number; y: number } | null>(null);
  const target = useRef<DropPlace | null>(null);

  const aim = (next: DropPlace | null) => {
    if (target.current?.row === next?.row && target.current?.at === next?.at) return;
    target.current = next;
    onTarget(next);
  };
  const end = () => {
    start.current = null;
    setIsDragged(false);
    aim(null);
  };
  useEffect(() => {
    if (!isDragged) return;
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      start.current = null;
      setIsDragged(false);
      target.current = null;
      onTarget(null);
    };
    window.addEventListener("keydown", onKey, true);
    return () => window.removeEventListener("keydown", onKey, true);
  }, [isDragged, onTarget]);

  return {
    isDragged,
    handlers: {
      onPointerDown(event: PointerEvent<HTMLElement>) {
        if (event.button !== 0) return;
        start.current = { x: event.clientX, y: event.clientY };
        event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove({ clientX: x, clientY: y }: PointerEvent<HTMLElement>) {
        const from = start.current;
        if (!from || !list.current) return;
        if (!isDragged && Math.hypot(x - from.x, y - from.y) < startsPx) return;
        setIsDragged(true);
        aim(dropAt(boxesOf(list.current), x, y));
      },
      onPointerUp() {
        const to = target.current;
        end();
        if (to) onDrop(to);
      },
      onPointerCancel: end,
    },
  };
}

function boxesOf(list: HTMLOListElement): RowBox[] {
  return Array.from(list.querySelectorAll<HTMLElement>("[data-row]"), (row) => {
    const { left, right, top, bottom } = row.getBoundingClientRect();
    const items = Array.from(row.querySelectorAll<HTMLElement>("[data-item]"), (item) =>
      item.getBoundingClientRect(),
    );
    return { left, right, top, bottom, items };
  });
}
