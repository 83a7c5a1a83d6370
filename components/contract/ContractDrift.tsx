import type { Cell } from "../../lib/notebook/document.ts";
import styles from "./ContractDrift.module.css";
import { FindingsTable } from "./FindingsTable.tsx";
import { useDrift } from "./useDrift.ts";

/** What the latest run found, above the rows that passed. */
export function ContractDrift({ cell, label }: { cell: Cell; label: string }) {
  const drift = useDrift(cell);
  if (!drift || drift.total === 0) return null;
  return (
    <div className={styles.above}>
      <FindingsTable name={cell.name} label={label} drift={drift} />
    </div>
  );
}
