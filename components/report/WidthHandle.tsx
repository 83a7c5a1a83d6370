import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { widestOf } from "../../lib/report/arrange.ts";
import { type ReportItem, reportColumns } from "../../lib/report/report.ts";
import { rowWidths } from "../../lib/report/rowWidths.ts";
import styles from "./Arrange.module.css";

/** The border after an item: dragged or moved by keys, it gives the item more columns or fewer. */
export function WidthHandle(props: {
  name: string;
  items: readonly ReportItem[];
  at: number;
  onWidth: (width: number) => void;
}) {
  const { name, items, at, onWidth } = props;
  const drag = useRef<{ x: number; columnPx: number; width: number } | null>(null);
  const element = useRef<HTMLHRElement>(null);
  const width = Math.round(rowWidths(items)[at] ?? 0);
  const most = widestOf(items, at);

  /** Where the border would be let go of; drawn without laying out what is in the row. */
  const widthAt = (event: PointerEvent) => {
    const from = drag.current;
    if (!from) return null;
    const wanted = from.width + Math.round((event.clientX - from.x) / from.columnPx);
    return Math.min(Math.max(wanted, 1), most);
  };

  function onKey(event: KeyboardEvent): void {
    const to = { ArrowLeft: width - 1, ArrowRight: width + 1, Home: 1, End: most }[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    onWidth(Math.min(Math.max(to, 1), most));
  }

  const show = (offsetPx: number) => element.current?.style.setProperty("--offset", `${offsetPx}px`);
  return (
    <hr
      ref={element}
      tabIndex={0}
      className={styles.border}
      aria-orientation="vertical"
      aria-label={`Width of ${name}`}
      aria-valuemin={1}
      aria-valuemax={most}
      aria-valuenow={width}
      aria-valuetext={`${width} of ${reportColumns} columns`}
      onKeyDown={onKey}
      onPointerDown={(event) => {
        const row = event.currentTarget.closest("[data-row]");
        if (event.button !== 0 || !row) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, columnPx: row.clientWidth / reportColumns, width };
      }}
      onPointerMove={(event) => {
        const next = widthAt(event);
        if (next !== null && drag.current) show((next - width) * drag.current.columnPx);
      }}
      onPointerUp={(event) => {
        const next = widthAt(event);
        drag.current = null;
        show(0);
        if (next !== null && next !== width) onWidth(next);
      }}
      onPointerCancel={() => {
        drag.current = null;
        show(0);
      }}
    />
  );
}
