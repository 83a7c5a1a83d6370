import { useState } from "react";
import type { Cell as CellData, CellId } from "../../lib/notebook/document.ts";
import { cellById, cellLabel, cellView } from "../../lib/store/selectors.ts";
import type { AppState } from "../../lib/store/state.ts";
import { lightHeightPx } from "../editor/editorMetrics.ts";
import { useApp } from "../ui/AppContext.tsx";
import frame from "./Cell.module.css";
import styles from "./LightCell.module.css";

/**
 * A cell far from what is seen: its text alone, found by a search of the page, read aloud, and cheap. `heightPx` is how
 * high it was when it was drawn.
 */
export function LightCell({ id, heightPx }: { id: CellId; heightPx: number | undefined }) {
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
      style={{ minHeight: heightPx }}
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

interface LightFacts {
  readonly cell: CellData | undefined;
  readonly label: string;
  readonly status: string;
}

/** Answers the same object until something of the cell changes. */
function factsOf(id: CellId): (state: AppState) => LightFacts {
  let last: LightFacts | null = null;
  return (state) => {
    const cell = cellById(state, id);
    const label = cellLabel(state, id);
    const { status } = cellView(state, id).run;
    if (last?.cell !== cell || last?.label !== label || last?.status !== status)
      last = { cell, label, status };
    return last;
  };
}
