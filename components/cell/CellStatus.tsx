import type { CellId } from "../../lib/notebook/document.ts";
import { cellView } from "../../lib/store/selectors.ts";
import { useApp } from "../ui/AppContext.tsx";
import { formatCount } from "../ui/formatCount.ts";
import { formatElapsed } from "../ui/formatElapsed.ts";
import { trafficText } from "../ui/trafficText.ts";
import styles from "./CellStatus.module.css";

/** How the latest run stands, in a few quiet words, and how far it is where that is known. */
export function CellStatus({ id }: { id: CellId }) {
  const run = useApp((state) => cellView(state, id).run);
  const traffic = useApp((state) => cellView(state, id).traffic);
  const read = traffic ? ` · ${trafficText(traffic)}` : "";
  switch (run.status) {
    case "idle":
      return null;
    case "queued":
      return <span className={styles.status}>Queued</span>;
    case "running": {
      const done = run.rowsDone === null ? null : `${formatCount(run.rowsDone)} rows`;
      const share = run.fraction === null ? null : `${Math.floor(run.fraction * 100)} %`;
      return (
        <>
          <span className={styles.status}>{["Running", share, done].filter(Boolean).join(" · ")}</span>
          {run.fraction !== null && (
            <progress
              className={styles.progress}
              value={run.fraction}
              max={1}
              aria-label="Progress of the run"
            />
          )}
        </>
      );
    }
    case "done":
      return <span className={styles.status}>{formatElapsed(run.elapsedMs) + read}</span>;
    case "stale":
      return <span className={styles.status}>Stale · {formatElapsed(run.elapsedMs) + read}</span>;
    case "failed":
      return (
        <span className={styles.status} data-tone="danger">
          Failed after {formatElapsed(run.elapsedMs)}
        </span>
      );
    case "blocked":
      return <span className={styles.status}>Did not run</span>;
    case "cancelled":
      return (
        <span className={styles.status}>
          {run.elapsedMs === 0 ? "Stopped before it began" : `Stopped after ${formatElapsed(run.elapsedMs)}`}
        </span>
      );
  }
}
