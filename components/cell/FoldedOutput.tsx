import type { CellId } from "../../lib/notebook/document.ts";
import { useUiStore } from "../notebook/UiContext.tsx";
import { toggled } from "../notebook/uiStore.ts";
import { countOf } from "../ui/formatCount.ts";
import styles from "./CellResult.module.css";

/** One line in place of an output that was folded away. */
export function FoldedOutput(props: {
  id: CellId;
  label: string;
  /** What its table holds; null where it has none. */
  table: { rowCount: number; columnCount: number } | null;
}) {
  const { id, label, table } = props;
  const ui = useUiStore();
  const what = table
    ? `${countOf(table.rowCount, "row")} × ${countOf(table.columnCount, "column")}`
    : "Output";
  return (
    <section className={styles.output} aria-label={`Output of ${label}`}>
      <button
        type="button"
        className={styles.folded}
        onClick={() => ui.setState((state) => ({ folded: toggled(state.folded, [id]) }))}
      >
        {what}, hidden. Show
      </button>
    </section>
  );
}
