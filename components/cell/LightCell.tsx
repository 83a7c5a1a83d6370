import { useState } from "react";
import type { CellId } from "../../lib/notebook/document.ts";
import { cellById, cellLabel, cellView } from "../../lib/store/selectors.ts";
import type { AppState } from "../../lib/store/state.ts";
import { lightHeightPx } from "../editor/editorMetrics.ts";
import { useApp } from "../ui/AppContext.tsx";
import frame from "./Cell.module.css";
import styles from "./LightCell.module.css";

/** A cell far from what is seen: its text alone, found by a search of the page, read aloud, and cheap. */
export function LightCell({ id }: { id: CellId }) {
  // One question to the state where a drawn cell asks twenty: of these there are hundreds.
  const [facts] = useState(() => factsOf(id));
  const { cell, label, status } = useApp(facts);
  if (!cell) return null;
  const { name, source, kind } = cell;
  return (
    <fieldset
      className={frame.cell}
      aria-label={`Cell ${label}`}
      data-cell-id={id}
      data-kind={kind}
      data-run={status}
      tabIndex={-1}
    >
      <span />
      <div className={frame.card} data-plain={kind === "md" || undefined}>
        <div className={styles.light} style={{ containIntrinsicHeight: `${lightHeightPx(source, kind)}px` }}>
          {name !== "" && <span className={styles.name}>{name}</span>}
          <pre className={styles.text}>{source}</pre>
        </div>
      </div>
    </fieldset>
  );
}

/** Answers the same object until something of the cell changes. */
function factsOf(id: CellId) {
  const read = (state: AppState) => ({
    cell: cellById(state, id),
    label: cellLabel(state, id),
    status: cellView(state, id).run.status,
  });
  let last: ReturnType<typeof read> | null = null;
  return (state: AppState) => {
    const now = read(state);
    if (last?.cell !== now.cell || last.label !== now.label || last.status !== now.status) last = now;
    return last;
  };
}
