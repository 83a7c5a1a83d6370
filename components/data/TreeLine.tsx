import { ChevronRight, FileText, Table2 } from "lucide-react";
import type { KeyboardEvent } from "react";
import { countOf } from "../ui/formatCount.ts";
import styles from "./DataTree.module.css";
import { QueryButton } from "./QueryButton.tsx";
import { SourceState } from "./SourceState.tsx";
import type { TreeRow } from "./treeRows.ts";

/** One line of the tree, drawn by what it stands for. */
export function TreeLine(props: {
  row: TreeRow;
  isCurrent: boolean;
  onFocus: () => void;
  onKey: (event: KeyboardEvent) => void;
  onToggle: () => void;
}) {
  const { row, isCurrent, onFocus, onKey, onToggle } = props;
  const isTop = row.type === "source" || row.type === "relation";
  return (
    <div
      role="treeitem"
      className={styles.line}
      data-key={row.key}
      data-type={row.type}
      aria-level={isTop ? 1 : 2}
      aria-expanded={isTop && row.canExpand ? row.expanded : undefined}
      tabIndex={isCurrent ? 0 : -1}
      onFocus={onFocus}
      onKeyDown={onKey}
    >
      {isTop ? <TopLine row={row} onToggle={onToggle} /> : <SubLine row={row} onToggle={onToggle} />}
    </div>
  );
}

function TopLine({
  row,
  onToggle,
}: {
  row: Extract<TreeRow, { type: "source" | "relation" }>;
  onToggle: () => void;
}) {
  return (
    <>
      <div className={styles.top}>
        <button
          type="button"
          className={styles.toggle}
          tabIndex={-1}
          disabled={!row.canExpand}
          onClick={onToggle}
        >
          <ChevronRight className={styles.chevron} aria-hidden="true" />
          {row.type === "source" ? (
            <FileText className={styles.icon} aria-hidden="true" />
          ) : (
            <Table2 className={styles.icon} aria-hidden="true" />
          )}
          <span className={styles.name} title={row.name}>
            {row.name}
          </span>
        </button>
        {row.type === "relation" && row.relation.rowCount !== null && (
          <span className={styles.count}>{countOf(row.relation.rowCount, "row")}</span>
        )}
      </div>
      {row.type === "source" && <SourceState source={row.source} />}
      {/* Last, so that a line is read as its name, its counts, and then what can be done. */}
      <QueryButton relation={row.name} />
    </>
  );
}

function SubLine({
  row,
  onToggle,
}: {
  row: Extract<TreeRow, { type: "column" | "more" }>;
  onToggle: () => void;
}) {
  if (row.type === "more") {
    return (
      <button type="button" className={styles.more} tabIndex={-1} onClick={onToggle}>
        {countOf(row.hidden, "more column")}
      </button>
    );
  }
  return (
    <span className={styles.column}>
      <span className={styles.columnName} title={row.column.name}>
        {row.column.name}
      </span>
      <span className={styles.type} title={row.column.type}>
        {row.column.type}
      </span>
    </span>
  );
}
