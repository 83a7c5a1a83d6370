import { useRef } from "react";
import { minHeightPx, rowHeightPx } from "./gridHeight.ts";
import styles from "./HeightHandle.module.css";

/** The lower edge of a table: dragged or moved by arrow keys it changes the height, a double click resets it. */
export function HeightHandle(props: {
  label: string;
  heightPx: number;
  onResize(heightPx: number | null): void;
}) {
  const from = useRef<{ y: number; heightPx: number } | null>(null);
  const resize = (heightPx: number) => props.onResize(Math.max(minHeightPx, Math.round(heightPx)));
  return (
    <hr
      className={styles.handle}
      tabIndex={0}
      aria-orientation="horizontal"
      aria-label={`Height of ${props.label}`}
      aria-valuemin={minHeightPx}
      aria-valuenow={props.heightPx}
      onPointerDown={(event) => {
        from.current = { y: event.clientY, heightPx: props.heightPx };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (from.current) resize(from.current.heightPx + event.clientY - from.current.y);
      }}
      onPointerUp={() => {
        from.current = null;
      }}
      onDoubleClick={() => props.onResize(null)}
      onKeyDown={(event) => {
        const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
        if (by === 0) return;
        event.preventDefault();
        event.stopPropagation();
        resize(props.heightPx + by * rowHeightPx);
      }}
    />
  );
}
