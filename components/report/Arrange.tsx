import { useRef, useState } from "react";
import type { DropPlace } from "../../lib/report/arrange.ts";
import { AddCells } from "./AddCells.tsx";
import styles from "./Arrange.module.css";
import { ArrangeItem } from "./ArrangeItem.tsx";
import { columnsOf, keyed, rowKeys } from "./ReportRows.tsx";
import { useArranging } from "./useArranging.ts";
import type { ShownReport } from "./useReport.ts";

/** The report while it is arranged: its cells to be moved, widened and taken out, and the others to be added. */
export function Arrange({ report }: { report: ShownReport }) {
  const { rows } = report;
  const arranging = useArranging(rows);
  const list = useRef<HTMLOListElement>(null);
  const [target, setTarget] = useState<DropPlace | null>(null);
  const keys = rowKeys(rows);
  return (
    <div className={styles.arrange}>
      <AddCells report={report} arranging={arranging} />
      <div className={styles.stage}>
        <p id="arrange-keys" className={styles.hint}>
          Drag a cell by its handle, or use the handle's arrow keys; <kbd>Shift</kbd> with left and right
          changes its width, <kbd>Delete</kbd> takes it out.
        </p>
        <ol ref={list} className={styles.rows} aria-label="Rows of the report">
          {rows.map((row, at) => (
            <li
              key={keys[at]}
              className={styles.row}
              data-row={at}
              data-drop={target?.at === null ? dropEdge(target.row, at, rows.length) : undefined}
              style={columnsOf(row.items)}
            >
              {keyed(row.items).map(({ key, item }, i) => (
                <ArrangeItem
                  key={key}
                  report={report}
                  item={item}
                  place={{ row: at, at: i }}
                  arranging={arranging}
                  list={list}
                  drop={
                    target?.row === at && target.at !== null
                      ? dropSide(target.at, i, row.items.length)
                      : undefined
                  }
                  onTarget={setTarget}
                />
              ))}
            </li>
          ))}
        </ol>
        {rows.length === 0 && <p className={styles.empty}>The report is empty. Add what it should show.</p>}
      </div>
      <p role="status" className="visually-hidden">
        {arranging.said}
      </p>
    </div>
  );
}

function dropEdge(target: number, row: number, count: number): "before" | "after" | undefined {
  if (target === row) return "before";
  return target === count && row === count - 1 ? "after" : undefined;
}

function dropSide(target: number, at: number, count: number): "left" | "right" | undefined {
  if (target === at) return "left";
  return target === count && at === count - 1 ? "right" : undefined;
}
