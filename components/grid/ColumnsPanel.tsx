import { Pin } from "lucide-react";
import { type KeyboardEvent, type RefObject, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Column } from "../../lib/engine/protocol.ts";
import { arrangeColumns, type ColumnLayout } from "../../lib/grid/columnLayout.ts";
import { formatCount } from "../ui/formatCount.ts";
import { placePanel } from "../ui/placePanel.ts";
import { SearchField } from "../ui/SearchField.tsx";
import styles from "./ColumnsPanel.module.css";
import { shortType } from "./columnLook.ts";

export interface ColumnsPanelProps {
  label: string;
  columns: readonly Column[];
  keys: readonly string[];
  layout: ColumnLayout;
  anchor: RefObject<HTMLElement | null>;
  /** Brings a column into sight; `key` is one of `keys`. */
  onGo(key: string): void;
  onShow(keys: readonly string[], shown: boolean): void;
  onPin(key: string, pinned: boolean): void;
  onReset(): void;
  onClose(backToButton: boolean): void;
}

/** All columns of a table: to be found by name, gone to, shown or hidden, and pinned. */
export function ColumnsPanel(props: ColumnsPanelProps) {
  const { label, columns, keys, layout, anchor, onClose } = props;
  const panel = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState("");
  const latest = useRef(onClose);
  useLayoutEffect(() => {
    latest.current = onClose;
  });
  useLayoutEffect(() => {
    const element = panel.current;
    if (!element) return;
    element.showPopover();
    const place = () => {
      if (anchor.current) placePanel(element, anchor.current.getBoundingClientRect(), "end");
    };
    place();
    field.current?.focus({ preventScroll: true });
    const onDown = ({ target }: PointerEvent) => {
      const isOurs = target instanceof Node && (element.contains(target) || anchor.current?.contains(target));
      if (!isOurs) latest.current(false);
    };
    document.addEventListener("pointerdown", onDown, { capture: true });
    document.addEventListener("scroll", place, { capture: true, passive: true });
    window.addEventListener("resize", place);
    return () => {
      document.removeEventListener("pointerdown", onDown, { capture: true });
      document.removeEventListener("scroll", place, { capture: true });
      window.removeEventListener("resize", place);
    };
  }, [anchor]);

  const { shown, hidden } = useMemo(() => arrangeColumns(keys, layout), [keys, layout]);
  const isHidden = useMemo(() => new Set(hidden), [hidden]);
  const isPinned = new Set(layout.pinned);
  const found = useMemo(() => {
    const words = query.toLowerCase().trim();
    const inOrder = [...shown, ...hidden].map((index) => ({
      index,
      column: columns[index],
      key: keys[index] ?? "",
    }));
    return inOrder.filter(({ column }) => column?.name.toLowerCase().includes(words));
  }, [shown, hidden, columns, keys, query]);
  const foundHidden = found.filter(({ index }) => isHidden.has(index));
  const allHidden = foundHidden.length === found.length;
  const go = (key: string) => {
    props.onGo(key);
    onClose(false);
  };

  return (
    <div
      ref={panel}
      popover="manual"
      role="dialog"
      aria-label={`Columns of ${label}`}
      className={styles.panel}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape") {
          event.preventDefault();
          onClose(true);
        } else stepBetweenLines(event, list.current, field.current);
      }}
    >
      <div className={styles.head}>
        <SearchField
          label="Find a column"
          placeholder="Find a column"
          value={query}
          onType={setQuery}
          inputRef={field}
          onKeyDown={(event) => {
            const first = found.find(({ index }) => !isHidden.has(index));
            if (event.key === "Enter" && first) {
              event.preventDefault();
              go(first.key);
            }
          }}
        >
          <span className={styles.found} role="status">
            {query.trim() === ""
              ? formatCount(columns.length)
              : `${formatCount(found.length)} of ${formatCount(columns.length)}`}
          </span>
        </SearchField>
      </div>
      <ul ref={list} className={styles.list}>
        {found.map(({ index, column, key }) => {
          const name = column?.name ?? "";
          const pinned = isPinned.has(key);
          return (
            <li key={key} className={styles.line} data-hidden={isHidden.has(index) || undefined}>
              <label className={styles.check}>
                <input
                  type="checkbox"
                  aria-label={`Show ${name}`}
                  checked={!isHidden.has(index)}
                  onChange={({ target }) => props.onShow([key], target.checked)}
                />
              </label>
              <button
                type="button"
                className={styles.name}
                title={`${name} · ${column?.type}`}
                disabled={isHidden.has(index)}
                onClick={() => go(key)}
              >
                <span className={styles.text}>{name}</span>
                <span className={styles.type}>{shortType(column?.type ?? "")}</span>
              </button>
              <button
                type="button"
                className={styles.pin}
                aria-label={`Pin ${name}`}
                aria-pressed={pinned}
                title={pinned ? "Unpin" : "Pin left"}
                onClick={() => props.onPin(key, !pinned)}
              >
                <Pin aria-hidden="true" />
              </button>
            </li>
          );
        })}
      </ul>
      {found.length === 0 && <p className={styles.none}>No column has “{query.trim()}” in its name.</p>}
      <div className={styles.foot}>
        <button
          type="button"
          disabled={foundHidden.length === 0}
          onClick={() =>
            props.onShow(
              foundHidden.map(({ key }) => key),
              true,
            )
          }
        >
          Show all
        </button>
        <button
          type="button"
          disabled={allHidden || query.trim() === "" || found.length === columns.length}
          onClick={() =>
            props.onShow(
              found.map(({ key }) => key),
              false,
            )
          }
        >
          Hide found
        </button>
        <button type="button" className={styles.reset} onClick={props.onReset}>
          Reset
        </button>
      </div>
    </div>
  );
}

/** Up and Down lead to the same control of the next line, and from the first one to the field. */
function stepBetweenLines(event: KeyboardEvent, list: HTMLElement | null, field: HTMLElement | null): void {
  const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (by === 0 || !list || !(event.target instanceof HTMLElement)) return;
  const line = event.target.closest("li");
  const selector = event.target.matches("input[type=checkbox]")
    ? "input"
    : event.target.matches("[aria-pressed]")
      ? "[aria-pressed]"
      : "button";
  if (!line && event.target !== field) return;
  const next = line
    ? by > 0
      ? line.nextElementSibling
      : line.previousElementSibling
    : by > 0
      ? list.firstElementChild
      : null;
  event.preventDefault();
  const to = next?.querySelector<HTMLElement>(line ? selector : "input") ?? (line && by < 0 ? field : null);
  to?.focus();
}
