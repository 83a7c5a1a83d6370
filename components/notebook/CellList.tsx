import { useMemo } from "react";
import { cellIds } from "../../lib/store/selectors.ts";
import { useApp } from "../ui/AppContext.tsx";
import styles from "./CellList.module.css";
import { CellPlace } from "./CellPlace.tsx";
import { InsertCell } from "./InsertCell.tsx";
import { useUi } from "./UiContext.tsx";
import { useGrowingList } from "./useGrowingList.ts";

/** So many cells are drawn at once, without looking where they are: what a window shows of a notebook just opened. */
const earlyCells = 6;

/** The cells, in page order, without those of folded sections. It draws anew only when a cell comes, goes or moves. */
export function CellList() {
  const all = useApp(cellIds);
  const hidden = useUi((state) => state.sections.hidden);
  const ids = useMemo(() => (hidden.size === 0 ? all : all.filter((id) => !hidden.has(id))), [all, hidden]);
  const shown = useGrowingList(ids, 2 * earlyCells, 40);
  return (
    <div className={styles.list}>
      <InsertCell after={null} always={false} />
      {shown.map((id, at) => (
        <CellPlace key={id} id={id} isEarly={at < earlyCells} isLast={at === ids.length - 1} />
      ))}
      {all.length === 0 && (
        <div className={styles.empty}>
          <p>This notebook has no cells.</p>
          <InsertCell after={null} always />
        </div>
      )}
    </div>
  );
}
