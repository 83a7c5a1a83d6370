import { useMemo, useRef, useState } from "react";
import { useApp } from "../ui/AppContext.tsx";
import styles from "./DataTree.module.css";
import { TreeLine } from "./TreeLine.tsx";
import { columnsAtOnce, treeMove, treeRows } from "./treeRows.ts";

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

  function onKey(event: React.KeyboardEvent, rowKey: string): void {
    const move = treeMove(rows, rowKey, event.key);
    // Keys pressed in a button of the line are the button's.
    if (!move || event.target !== event.currentTarget) return;
    event.preventDefault();
    if ("open" in move) open(move.open);
    else if ("close" in move) close(move.close);
    else tree.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(move.go)}"]`)?.focus();
  }

  return (
    <div ref={tree} className={styles.tree} role="tree" aria-label="Sources and relations">
      {rows.map((row) => (
        <TreeLine
          key={row.key}
          row={row}
          isCurrent={row.key === current}
          onFocus={() => setAt(row.key)}
          onKey={(event) => onKey(event, row.key)}
          onToggle={() => {
            if (row.type === "more") open(row.parent);
            else if ("expanded" in row) (row.expanded ? close : open)(row.key);
          }}
        />
      ))}
    </div>
  );
}
