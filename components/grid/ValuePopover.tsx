import { useEffect, useRef, useState } from "react";
import { tableOf } from "./useColumnWindow.ts";
import styles from "./ValuePopover.module.css";

/** One value to read in full, and the cell it belongs to. */
export interface OpenValue {
  column: string;
  type: string;
  row: number;
  value: string | null;
  cell: HTMLElement;
}

/** The whole of a value that its cell cuts, to read, select and copy. Escape or a click elsewhere closes it. */
export function ValuePopover({ open, onClose }: { open: OpenValue; onClose(): void }) {
  const panel = useRef<HTMLDivElement>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    const element = panel.current;
    if (!element) return;
    element.showPopover();
    place(element, open.cell.getBoundingClientRect());
    element.focus({ preventScroll: true });
    const toggled = (event: Event) => {
      if (event instanceof ToggleEvent && event.newState === "closed") onClose();
    };
    element.addEventListener("toggle", toggled);
    return () => element.removeEventListener("toggle", toggled);
  }, [open, onClose]);

  const text = open.value ?? "NULL";
  const lengthNote =
    open.value === null ? "no value" : `${open.value.length.toLocaleString("en-US")} characters`;
  const copy = async () => {
    await navigator.clipboard.writeText(open.value ?? "");
    setCopied(true);
  };
  return (
    <div
      ref={panel}
      popover="auto"
      role="dialog"
      aria-label={`Value of ${open.column}, row ${open.row + 1}`}
      className={styles.popover}
      tabIndex={-1}
      onKeyDown={(event) => {
        // Keys in here are not the notebook's; Escape closes, and the cell has the focus again.
        event.stopPropagation();
        if (event.key === "Escape") {
          event.preventDefault();
          const table = tableOf(panel.current?.parentElement ?? null);
          panel.current?.hidePopover();
          // The cell may have been scrolled out of the table meanwhile.
          const back = open.cell.isConnected ? open.cell : table;
          back?.focus({ preventScroll: true });
        }
      }}
    >
      <header>
        <strong>{open.column}</strong>
        <span className={styles.type}>{open.type}</span>
        <span className={styles.type}>{lengthNote}</span>
        <button type="button" onClick={() => void copy()}>
          {copied ? "Copied" : "Copy"}
        </button>
      </header>
      <pre>{text}</pre>
    </div>
  );
}

/** Below its cell, or above it where there is more room, and never outside of the window. */
function place(panel: HTMLElement, cell: DOMRect): void {
  const gap = 4;
  const width = panel.offsetWidth;
  const left = Math.min(Math.max(8, cell.left), Math.max(8, window.innerWidth - width - 8));
  const below = window.innerHeight - cell.bottom - gap - 8;
  const above = cell.top - gap - 8;
  panel.style.left = `${left}px`;
  panel.style.maxHeight = `${Math.max(120, Math.min(420, Math.max(below, above)))}px`;
  if (below >= Math.min(panel.offsetHeight, 420) || below >= above)
    panel.style.top = `${cell.bottom + gap}px`;
  else panel.style.top = `${Math.max(8, cell.top - gap - panel.offsetHeight)}px`;
}
