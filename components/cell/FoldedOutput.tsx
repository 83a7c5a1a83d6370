import type { CellId } from "../../lib/notebook/document.ts";
import type { CellOutput } from "../../lib/run/cellRun.ts";
import { useUiStore } from "../notebook/UiContext.tsx";
import { toggled } from "../notebook/uiStore.ts";
import { countOf } from "../ui/formatCount.ts";
import styles from "./CellResult.module.css";

/** One line in place of an output that was folded away. */
export function FoldedOutput({ id, label, output }: { id: CellId; label: string; output: CellOutput }) {
  const ui = useUiStore();
  const what = output.result
    ? `${countOf(output.result.rowCount, "row")} × ${countOf(output.result.columns.length, "column")}`
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
