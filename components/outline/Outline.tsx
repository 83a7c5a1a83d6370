import { ChevronRight } from "lucide-react";
import { type KeyboardEvent, memo, useEffect, useMemo, useRef, useState } from "react";
import { type OutlineRow, outlineRows, rowOfCell } from "../../lib/outline/outlineRows.ts";
import { cellView } from "../../lib/store/selectors.ts";
import { cellKindOf } from "../cell-kinds/cellKinds.ts";
import { useUiStore } from "../notebook/UiContext.tsx";
import { useApp, useAppStore, useCommands } from "../ui/AppContext.tsx";
import { SearchField } from "../ui/SearchField.tsx";
import { type TreeLineFacts, treeMove } from "../ui/treeMove.ts";
import { goToCell } from "./goToCell.ts";
import styles from "./Outline.module.css";
import { useCellInView } from "./useCellInView.ts";

/** Headings and named cells; a click or Enter goes there, and the line of the part at hand is marked. */
export function Outline() {
  const store = useAppStore();
  const commands = useCommands();
  const ui = useUiStore();
  const cells = useApp((state) => state.document.cells);
  const inView = useCellInView();
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState<string | null>(null);
  const tree = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => outlineRows(cells, closed, typed), [cells, closed, typed]);
  const here = useMemo(() => rowOfCell(rows, cells, inView), [rows, cells, inView]);
  const tabbed = rows.some(({ key }) => key === at) ? at : (here ?? rows[0]?.key ?? null);

  useEffect(() => {
    if (here === null || tree.current?.contains(document.activeElement)) return;
    lineOf(tree.current, here)?.scrollIntoView({ block: "nearest" });
  }, [here]);

  function toggle(key: string): void {
    setClosed((before) => {
      const after = new Set(before);
      if (!after.delete(key)) after.add(key);
      return after;
    });
  }

  function go(key: string): void {
    const row = rows.find((one) => one.key === key);
    if (row) goToCell({ store, commands, ui }, row.cellId);
  }

  function onKey(event: KeyboardEvent): void {
    const key = keyOf(event.target);
    if (key === null) return;
    if (event.key === "Enter") {
      event.preventDefault();
      go(key);
      return;
    }
    const move = treeMove(rows.map(factsOfRow), key, event.key);
    if (!move) return;
    event.preventDefault();
    if ("go" in move) lineOf(tree.current, move.go)?.focus();
    else toggle(key);
  }

  if (cells.every(({ name, kind }) => name === "" && kind !== "md"))
    return (
      <p className={styles.empty}>
        Nothing to outline yet: headings of text cells and named cells stand here.
      </p>
    );
  return (
    <div className={styles.outline}>
      <SearchField
        label="Find in the outline"
        placeholder="Find in the outline"
        value={typed}
        onType={setTyped}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" || !rows[0]) return;
          event.preventDefault();
          lineOf(tree.current, rows[0].key)?.focus();
        }}
      />
      <div
        ref={tree}
        role="tree"
        aria-label="Outline"
        onFocus={({ target }) => setAt(keyOf(target))}
        onKeyDown={onKey}
        onClick={({ target }) => {
          const line = target instanceof Element ? target.closest<HTMLElement>("[data-key]") : null;
          const key = keyOf(line);
          if (key === null) return;
          if (target instanceof Element && target.closest("[data-toggles]")) toggle(key);
          else go(key);
        }}
      >
        {rows.map((row) => (
          <Line key={row.key} row={row} isHere={row.key === here} isTabbed={row.key === tabbed} />
        ))}
      </div>
      {rows.length === 0 && <p className={styles.empty}>No heading and no cell is called so.</p>}
    </div>
  );
}

interface LineProps {
  row: OutlineRow;
  isHere: boolean;
  isTabbed: boolean;
}

/** Drawn again only when what it shows changes: rows are made anew with every letter typed in the notebook. */
const Line = memo(DrawnLine, (before, after) => {
  const shown = ({ row, isHere, isTabbed }: LineProps) => [...Object.values(row), isHere, isTabbed];
  const were = shown(before);
  return shown(after).every((value, at) => value === were[at]);
});

function DrawnLine({ row, isHere, isTabbed }: LineProps) {
  const isHeading = row.type === "heading";
  return (
    <div
      role="treeitem"
      className={styles.line}
      data-key={row.key}
      data-type={row.type}
      data-here={isHere || undefined}
      aria-current={isHere || undefined}
      aria-level={row.level}
      aria-expanded={isHeading && row.canExpand ? row.isExpanded : undefined}
      tabIndex={isTabbed ? 0 : -1}
      style={{ paddingLeft: 4 + (Math.min(row.level, 7) - 1) * 12 }}
    >
      <span className={styles.chevron} data-toggles={isHeading && row.canExpand ? "" : undefined}>
        {isHeading && row.canExpand && <ChevronRight aria-hidden="true" />}
      </span>
      <span className={styles.text} title={row.text}>
        {row.text}
      </span>
      {row.type === "cell" && <State row={row} />}
    </div>
  );
}

/** Kind and state of a cell, in words as short as the gutter's. */
function State({ row }: { row: Extract<OutlineRow, { type: "cell" }> }) {
  const status = useApp((state) => cellView(state, row.cellId).run.status);
  const kind = cellKindOf(row.kind);
  const word = status === "idle" || status === "done" ? null : status;
  return (
    <span className={styles.state}>
      {word && (
        <span data-run={status} className={styles.word}>
          {word}
        </span>
      )}
      {kind.short}
    </span>
  );
}

function keyOf(target: EventTarget | null): string | null {
  return target instanceof HTMLElement ? (target.dataset.key ?? null) : null;
}

function lineOf(tree: HTMLElement | null, key: string): HTMLElement | null {
  return tree?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? null;
}

function factsOfRow(row: OutlineRow): TreeLineFacts {
  return {
    key: row.key,
    level: row.level,
    isOpen: row.type === "heading" && row.canExpand ? row.isExpanded : null,
  };
}
