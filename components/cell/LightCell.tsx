import type { CellId } from "../../lib/notebook/document.ts";
import { cellById } from "../../lib/store/selectors.ts";
import { lightHeightPx } from "../editor/editorMetrics.ts";
import { useApp } from "../ui/AppContext.tsx";
import styles from "./LightCell.module.css";

/** The text of a cell that is far from what is seen: found by a search of the page, read aloud, and cheap. */
export function LightCell({ id }: { id: CellId }) {
  const cell = useApp((state) => cellById(state, id));
  if (!cell) return null;
  const { name, source, kind } = cell;
  return (
    <div className={styles.light} style={{ containIntrinsicHeight: `${lightHeightPx(source, kind)}px` }}>
      {name !== "" && <span className={styles.name}>{name}</span>}
      <pre className={styles.text}>{source}</pre>
    </div>
  );
}
