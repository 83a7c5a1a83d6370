import { X } from "lucide-react";
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Column } from "../../../lib/engine/protocol.ts";
import { type InspectedValue, inspectValue } from "../../../lib/grid/inspect/inspectedValue.ts";
import { textLength } from "../../../lib/grid/inspect/textFacts.ts";
import { countOf, formatCount } from "../../ui/formatCount.ts";
import { placePanel } from "../../ui/placePanel.ts";
import { InspectedBody } from "./InspectedBody.tsx";
import styles from "./Inspector.module.css";

/**
 * The whole of the active cell's value, beside its cell: it shows the next one as the arrow keys step on in the grid.
 * Escape or a click elsewhere closes it.
 */
export function Inspector(props: {
  column: Column;
  row: number;
  /** undefined while it is on its way. */
  value: string | null | undefined;
  anchor(): HTMLElement | null;
  /** The grid, in which clicks choose the next cell. */
  around: RefObject<HTMLElement | null>;
  onClose(): void;
}) {
  const { column, row, value, around, anchor, onClose } = props;
  const panel = useRef<HTMLDivElement>(null);
  const [blanks, setBlanks] = useState(false);
  const [asText, setAsText] = useState(false);
  const latest = useRef({ anchor, onClose });
  useLayoutEffect(() => {
    latest.current = { anchor, onClose };
    const element = panel.current;
    if (!element) return;
    if (!element.matches(":popover-open")) element.showPopover();
    place(element, anchor());
  });
  useEffect(() => {
    const element = panel.current;
    if (!element) return;
    const follow = () => place(element, latest.current.anchor());
    const onDown = ({ target }: PointerEvent) => {
      const isOurs = target instanceof Node && (element.contains(target) || around.current?.contains(target));
      if (!isOurs) latest.current.onClose();
    };
    // In the page, too, and not only in the grid: it is fixed to the window and the cell is not.
    document.addEventListener("scroll", follow, { capture: true, passive: true });
    window.addEventListener("resize", follow);
    document.addEventListener("pointerdown", onDown, { capture: true });
    return () => {
      document.removeEventListener("scroll", follow, { capture: true });
      window.removeEventListener("resize", follow);
      document.removeEventListener("pointerdown", onDown, { capture: true });
    };
  }, [around]);

  const seen = useMemo(
    () => (value === undefined ? null : inspectValue(value, column.type, [deviceZone()])),
    [value, column.type],
  );
  const hasText = seen?.kind === "text" || seen?.kind === "tree";
  return (
    <div
      ref={panel}
      popover="manual"
      role="dialog"
      aria-label={`Value of ${column.name}, row ${row + 1}`}
      className={styles.panel}
      onKeyDown={(event) => {
        // Keys in here are not the notebook's; Escape closes, and the grid has the focus again.
        event.stopPropagation();
        if (event.key !== "Escape") return;
        event.preventDefault();
        onClose();
      }}
    >
      <header className={styles.header}>
        <strong className={styles.name}>{column.name}</strong>
        <span className={styles.quiet}>row {formatCount(row + 1)}</span>
        <span className={styles.tools}>
          {seen?.kind === "tree" && (
            <button type="button" aria-pressed={asText} onClick={() => setAsText(!asText)}>
              As text
            </button>
          )}
          {hasText && (seen.kind === "text" || asText) && (
            <button type="button" aria-pressed={blanks} onClick={() => setBlanks(!blanks)}>
              Blanks
            </button>
          )}
          {/* Another value's button has not copied anything. */}
          <CopyButton key={`${column.name} ${row}`} text={value ?? ""} />
          <button type="button" aria-label="Close" onClick={onClose}>
            <X aria-hidden="true" />
          </button>
        </span>
      </header>
      <div className={styles.body}>
        {seen === null ? "…" : <InspectedBody seen={seen} blanks={blanks} asText={asText} />}
      </div>
      <footer className={styles.footer}>
        <span className={styles.type} title={column.type}>
          {column.type}
        </span>
        {seen && <span className={styles.length}>{lengthNote(seen)}</span>}
      </footer>
    </div>
  );
}

function CopyButton({ text }: { text: string }) {
  const [done, setDone] = useState<"no" | "yes" | "failed">("no");
  const copy = () => {
    // There is no clipboard where a page came by plain http.
    const writing = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error("no clipboard"));
    writing.then(
      () => setDone("yes"),
      () => setDone("failed"),
    );
  };
  return (
    <button type="button" onClick={copy}>
      {done === "yes" ? "Copied" : done === "failed" ? "Could not copy" : "Copy"}
    </button>
  );
}

function lengthNote(seen: InspectedValue): string {
  if (seen.kind === "null") return "no value";
  if (seen.kind === "bytes") return countOf(seen.bytes.length, "byte");
  const { characters, bytes } = textLength(seen.text);
  return characters === bytes
    ? countOf(characters, "character")
    : `${countOf(characters, "character")} · ${countOf(bytes, "byte")}`;
}

function deviceZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function place(panel: HTMLElement, anchor: HTMLElement | null): void {
  if (anchor) placePanel(panel, anchor.getBoundingClientRect());
}
