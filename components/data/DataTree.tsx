import { useMemo, useRef, useState } from "react";
import { useApp } from "../ui/AppContext.tsx";
import styles from "./DataTree.module.css";
import { TreeLine } from "./TreeLine.tsx";
import { columnsAtOnce, rowMove, treeRows } from "./treeRows.ts";

/** The tree of sources and relations; one line of it takes part in the order of Tab, arrows go on from there. */
export function DataTree() {
  const sources = useApp((state) => state.sources);
  const relations = useApp((state) => state.relations);
  const [shown, setShown] = useState<ReadonlyMap<string, number>>(new Map());
  const [at, setAt] = useState<string | null>(null);
  const tree = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => treeRows(sources, relations, shown), [sources, relations, shown]);
  const current = rows.some((row) => row.key === at) ? at : (rows[0]?.key ?? null);

  function open(key: string): void {
    setShown((before) => new Map(before).set(key, (before.get(key) ?? 0) + columnsAtOnce));
  }

  function close(key: string): void {
    setShown((before) => {
      const after = new Map(before);
      after.delete(key);
      return after;
    });
  }

  function onKey(event: React.KeyboardEvent): void {
    // Keys pressed in a button of a line are the button's.
    const key = keyOfLine(event.target);
    const move = key === null ? null : rowMove(rows, key, event.key);
    if (!move) return;
    event.preventDefault();
    if ("open" in move) open(move.open);
    else if ("close" in move) close(move.close);
    else tree.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(move.go)}"]`)?.focus();
  }

  function onClick({ target }: React.MouseEvent): void {
    const toggle = target instanceof Element ? target.closest("[data-toggles]") : null;
    const row = rows.find(({ key }) => key === toggle?.getAttribute("data-toggles"));
    if (row?.type === "more") open(row.parent);
    else if (row && "expanded" in row) (row.expanded ? close : open)(row.key);
  }

  // One listener for all lines, so that a line is drawn again only when it changes: there may be thousands.
  return (
    <div
      ref={tree}
      className={styles.tree}
      role="tree"
      aria-label="Sources and relations"
      onFocus={({ target }) => setAt((before) => keyOfLine(target.closest("[data-key]")) ?? before)}
      onKeyDown={onKey}
      onClick={onClick}
    >
      {rows.map((row) => (
        <TreeLine key={row.key} row={row} isCurrent={row.key === current} />
      ))}
    </div>
  );
}

/** The line that an event met, itself and not something in it. */
function keyOfLine(target: EventTarget | null): string | null {
  return target instanceof HTMLElement ? (target.dataset.key ?? null) : null;
}
