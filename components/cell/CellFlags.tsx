import { Ban, Snowflake } from "lucide-react";
import { isDisabled, isFrozen } from "../../lib/dataflow/cellOptions.ts";
import type { CellId } from "../../lib/notebook/document.ts";
import { cellById, cellView } from "../../lib/store/selectors.ts";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import styles from "./CellFlags.module.css";
import { frozenWords, leftWords } from "./leftWords.ts";

/** How a cell takes part in runs where that is not as usual, in the header. */
export function CellFlags({ id }: { id: CellId }) {
  const cell = useApp((state) => cellById(state, id));
  const view = useApp((state) => cellView(state, id));
  const commands = useCommands();
  if (!cell) return null;
  const { keep } = cell.options;
  const frozen = frozenWords(view);
  return (
    <span className={styles.flags} data-part="flags">
      {isDisabled(cell) && (
        <span className={styles.flag} title="It does not run, and what reads it waits. Its menu enables it.">
          <Ban aria-hidden="true" />
          Disabled
        </span>
      )}
      {isFrozen(cell) && (
        <span className={styles.flag} title={frozen.long}>
          <Snowflake aria-hidden="true" />
          {frozen.short}
        </span>
      )}
      {keep === "view" && (
        <span className={styles.flag} title="No rows are kept: they are computed whenever they are read.">
          View
        </span>
      )}
      {keep === "table" && (
        <span className={styles.flag} title="Its rows are always kept as a table.">
          Table
        </span>
      )}
      {view.left && (
        <span className={styles.left}>
          <span>{leftWords(view.left)}</span>
          <button type="button" className={styles.run} onClick={() => void commands.run(id)}>
            {view.left.through === null ? "Run it" : "Run them"}
          </button>
        </span>
      )}
    </span>
  );
}
