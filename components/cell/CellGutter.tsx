import type { CellId } from "../../lib/notebook/document.ts";
import { cellView } from "../../lib/store/selectors.ts";
import type { CellKind } from "../cell-kinds/cellKind.ts";
import { useApp } from "../ui/AppContext.tsx";
import { Elapsed } from "../ui/Elapsed.tsx";
import styles from "./CellGutter.module.css";

const words: Record<string, string> = {
  queued: "Queued",
  running: "Running",
  stale: "Stale: its text, or something it reads, has changed",
  failed: "Failed",
  blocked: "Did not run",
  cancelled: "Stopped",
};

/** Kind, run count and state at the left of a cell. */
export function CellGutter({ id, kind }: { id: CellId; kind: CellKind }) {
  const run = useApp((state) => cellView(state, id).run);
  const runCount = useApp((state) => cellView(state, id).runCount);
  const word = words[run.status];
  return (
    <div className={styles.gutter} title={word}>
      {/* For pointers; keys and the menu move cells too. */}
      <span className={styles.grip} data-part="grip" aria-hidden="true" />
      <span className={styles.kind} data-quiet={kind.Preview ? "" : undefined}>
        {kind.short}
      </span>
      <span className={styles.state}>
        {word && <span className={styles.mark} data-run={run.status} aria-hidden="true" />}
        {word && <span className="visually-hidden">{word}</span>}
        {run.status === "running" && <Elapsed startedAt={run.startedAt} className={styles.elapsed} />}
        {runCount > 0 && run.status !== "running" && run.status !== "queued" && (
          <span title={`Run ${runCount} times in this session`}>{runCount}</span>
        )}
      </span>
    </div>
  );
}
