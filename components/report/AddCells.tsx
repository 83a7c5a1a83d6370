import { Plus } from "lucide-react";
import type { Cell } from "../../lib/notebook/document.ts";
import { added } from "../../lib/report/arrange.ts";
import { itemFor, textStart } from "../../lib/report/findCells.ts";
import { cellKindOf } from "../cell-kinds/cellKinds.ts";
import { useApp } from "../ui/AppContext.tsx";
import styles from "./Arrange.module.css";
import { type Arranging, placeInWords } from "./useArranging.ts";
import type { ShownReport } from "./useReport.ts";

/** The cells that the report does not show, each to be added at its end. */
export function AddCells({ report, arranging }: { report: ShownReport; arranging: Arranging }) {
  const cells = useApp((state) => state.document.cells);
  const inIt = new Set(report.cells);
  const others = cells.filter((cell) => !inIt.has(cell) && nameOf(cell) !== "" && cell.kind !== "raw");
  const add = (cell: Cell) => {
    const arranged = added(report.rows, itemFor(cell, cells));
    arranging.edit(arranged.rows, `Added. ${placeInWords(arranged, nameOf(cell))}`);
    // What was added is out of sight in a long report.
    requestAnimationFrame(() => {
      const { row, at } = arranged.place;
      const handle = document.querySelector<HTMLElement>(`[data-handle="${row}.${at}"]`);
      handle?.closest("[data-item]")?.scrollIntoView({ block: "nearest" });
    });
  };
  return (
    <section className={styles.adding} aria-label="Cells to add">
      <h3 className={styles.addingTitle}>Add to the report</h3>
      {others.length === 0 ? (
        <p className={styles.hint}>Every cell of the notebook is in it.</p>
      ) : (
        <ul className={styles.others}>
          {others.map((cell) => (
            <li key={cell.id}>
              <button type="button" className={styles.add} data-add="" onClick={() => add(cell)}>
                <Plus aria-hidden="true" />
                <span className={styles.addName}>{nameOf(cell)}</span>
                <span className={styles.kind}>{cellKindOf(cell.kind).label}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function nameOf(cell: Cell): string {
  return cell.kind === "md" ? textStart(cell.source) : cell.name;
}
