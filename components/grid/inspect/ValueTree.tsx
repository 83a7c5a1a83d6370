import { ChevronRight } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import type { TreeValue } from "../../../lib/grid/inspect/inspectedValue.ts";
import { countOf, formatCount } from "../../ui/formatCount.ts";
import { treeMove } from "../../ui/treeMove.ts";
import { partsAtFirst, plainTree, type TreeLine, treeLines } from "./treeLines.ts";
import styles from "./ValueTree.module.css";

/** A nested value whose parts open and close, by pointer and by the keys of a tree. */
export function ValueTree({ tree }: { tree: TreeValue }) {
  const list = useRef<HTMLDivElement>(null);
  const [state, setState] = useState(plainTree);
  const [at, setAt] = useState("");
  const [of, setOf] = useState(tree);
  const [moved, setMoved] = useState(0);
  if (of !== tree) {
    // The next value is another tree, and begins as such.
    setOf(tree);
    setState(plainTree);
    setAt("");
  }
  const lines = useMemo(() => treeLines(tree, state), [tree, state]);
  useEffect(() => {
    if (moved > 0) list.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [moved]);

  const setOpen = (key: string, open: boolean) =>
    setState((before) => ({ ...before, open: new Map(before.open).set(key, open) }));
  const showMore = (line: TreeLine) => {
    const key = line.key.slice(0, -"/more".length);
    setState((before) => ({
      ...before,
      parts: new Map(before.parts).set(key, (before.parts.get(key) ?? partsAtFirst) * 4),
    }));
    setAt(key);
  };
  const toggle = (line: TreeLine) => {
    if (line.rest > 0) showMore(line);
    else if (line.isOpen !== null) setOpen(line.key, !line.isOpen);
  };
  return (
    <div
      ref={list}
      role="tree"
      aria-label="Parts"
      className={styles.tree}
      onClick={({ target }) => {
        const key = target instanceof Element ? target.closest<HTMLElement>("[data-key]")?.dataset.key : null;
        const line = lines.find((each) => each.key === key);
        if (!line) return;
        setAt(line.key);
        toggle(line);
      }}
      onKeyDown={(event) => {
        const line = lines.find(({ key }) => key === at);
        if (line && (event.key === "Enter" || event.key === " ")) {
          event.preventDefault();
          toggle(line);
          return setMoved(moved + 1);
        }
        const move = treeMove(lines, at, event.key);
        if (!move) return;
        event.preventDefault();
        if ("go" in move) setAt(move.go);
        else if ("open" in move) setOpen(move.open, true);
        else setOpen(move.close, false);
        setMoved(moved + 1);
      }}
    >
      {lines.map((line) => (
        <div
          key={line.key}
          role="treeitem"
          aria-level={line.level}
          aria-expanded={line.isOpen ?? undefined}
          aria-selected={line.key === at}
          tabIndex={line.key === at ? 0 : -1}
          data-key={line.key}
          className={styles.line}
          style={{ paddingLeft: (line.level - 1) * 16 }}
        >
          <span className={styles.mark} data-open={line.isOpen ?? undefined} aria-hidden="true">
            {line.isOpen !== null && <ChevronRight />}
          </span>
          <LineText line={line} />
        </div>
      ))}
    </div>
  );
}

function LineText({ line: { name, value, rest } }: { line: TreeLine }) {
  if (rest > 0) return <span className={styles.more}>{formatCount(rest)} more</span>;
  return (
    <span className={styles.text}>
      {name !== null && <span className={styles.name}>{name}: </span>}
      {value.kind === "leaf" ? (
        <span className={styles.leaf} data-tone={value.tone}>
          {value.text}
        </span>
      ) : (
        <span className={styles.name}>
          {value.parts.length === 0
            ? value.brackets
            : value.brackets === "[]"
              ? `[${countOf(value.parts.length, "item")}]`
              : `{${countOf(value.parts.length, "field")}}`}
        </span>
      )}
    </span>
  );
}
