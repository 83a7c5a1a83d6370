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
    <div className={styles.snapshot}>
      <p className={styles.mark}>
        <span className={styles.badge}>From the link</span> Not computed here
        {cut ? `; ${cut}.` : "."}
      </p>
      <TextTable columns={columns} rows={rows} />
    </div>
  );
}
