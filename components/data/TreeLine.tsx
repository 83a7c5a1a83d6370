import { ChevronRight, FileText, Table2 } from "lucide-react";
import { memo } from "react";
import { countOf } from "../ui/formatCount.ts";
import styles from "./DataTree.module.css";
import { QueryButton } from "./QueryButton.tsx";
import { SourceState } from "./SourceState.tsx";
import type { TreeRow } from "./treeRows.ts";

/** One line of the tree, drawn by what it stands for, and again only when that changes. */
export const TreeLine = memo(function TreeLine({ row, isCurrent }: { row: TreeRow; isCurrent: boolean }) {
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
    >
      {isTop ? <TopLine row={row} /> : <SubLine row={row} />}
    </div>
  );
}, isSameLine);

/** Lines are made anew whenever one of them changes; what they hold is not. */
function isSameLine(before: { row: TreeRow; isCurrent: boolean }, after: typeof before): boolean {
  const values = (row: TreeRow) => Object.values(row);
  const were = values(before.row);
  return before.isCurrent === after.isCurrent && values(after.row).every((value, at) => value === were[at]);
}

function TopLine({ row }: { row: Extract<TreeRow, { type: "source" | "relation" }> }) {
  return (
    <>
      <div className={styles.top}>
        <button
          type="button"
          className={styles.toggle}
          tabIndex={-1}
          disabled={!row.canExpand}
          data-toggles={row.key}
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

function SubLine({ row }: { row: Extract<TreeRow, { type: "column" | "more" }> }) {
  if (row.type === "more") {
    return (
      <button type="button" className={styles.more} tabIndex={-1} data-toggles={row.key}>
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
