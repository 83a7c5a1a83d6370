import type { ReactNode } from "react";
import type { CellSnapshot } from "../../lib/share/snapshots.ts";
import { TextTable } from "../cell-kinds/TextTable.tsx";
import { formatCount } from "../ui/formatCount.ts";
import styles from "./Snapshot.module.css";

/** Rows that came along with a notebook: what its author saw, and nothing that was computed here. */
export function Snapshot({ snapshot }: { snapshot: CellSnapshot }) {
  const { columns, rows, rowCount } = snapshot;
  const cut =
    rows.length < rowCount ? `first ${formatCount(rows.length)} of ${formatCount(rowCount)} rows` : null;
  return (
    <div>
      <SnapshotMark badge="From the link">
        Not computed here
        {cut ? `; ${cut}.` : "."}
      </SnapshotMark>
      <TextTable columns={columns} rows={rows} />
    </div>
  );
}

/** The line over what was not computed now: where it is from, and what else there is to know of it. */
export function SnapshotMark({ badge, children }: { badge: string; children: ReactNode }) {
  return (
    <p className={styles.mark}>
      <span className={styles.badge}>{badge}</span> {children}
    </p>
  );
}
