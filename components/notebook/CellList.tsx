import { cellIds } from "../../lib/store/selectors.ts";
import { Cell } from "../cell/Cell.tsx";
import { useApp } from "../ui/AppContext.tsx";
import styles from "./CellList.module.css";
import { InsertCell } from "./InsertCell.tsx";
import { useUi } from "./UiContext.tsx";

/** The cells, in page order, without those of folded sections. It draws anew only when a cell comes, goes or moves. */
export function CellList() {
  const all = useApp(cellIds);
  const hidden = useUi((state) => state.sections.hidden);
  const ids = hidden.size === 0 ? all : all.filter((id) => !hidden.has(id));
  return (
    <div className={styles.list}>
      <InsertCell after={null} always={false} />
      {ids.map((id, at) => (
        <div key={id} className={styles.item}>
          <Cell id={id} />
          <InsertCell after={id} always={at === ids.length - 1} />
        </div>
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
