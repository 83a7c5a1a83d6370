import type { CellId } from "../../lib/notebook/document.ts";
import { cellView } from "../../lib/store/selectors.ts";
import { ErrorReport } from "../cell/ErrorReport.tsx";
import { useFailure } from "../cell/useFailure.ts";
import { cellKindOf } from "../cell-kinds/cellKinds.ts";
import { useApp } from "../ui/AppContext.tsx";
import { Elapsed } from "../ui/Elapsed.tsx";
import { formatElapsed } from "../ui/formatElapsed.ts";
import type { ScratchText } from "./keptScratch.ts";
import styles from "./ScratchCell.module.css";

/** What the scratch cell came to, and how long that took. */
export function ScratchOutput({ id, text, isStale }: { id: CellId; text: ScratchText; isStale: boolean }) {
  const { run, output } = useApp((state) => cellView(state, id));
  const failure = useFailure(run, text.source);
  const { Output } = cellKindOf(text.kind);
  const isInFlight = run.status === "queued" || run.status === "running";
  return (
    <section className={styles.output} aria-label="Output of the scratch cell" aria-busy={isInFlight}>
      <p className={styles.state} role="status">
        {run.status === "queued" && "Queued"}
        {run.status === "running" && (
          <>
            Running <Elapsed startedAt={run.startedAt} />
          </>
        )}
        {run.status === "cancelled" && "Stopped"}
        {run.status === "done" && `Done in ${formatElapsed(run.elapsedMs)}`}
      </p>
      {failure ? (
        // Its buttons lead to cells of the notebook.
        <ErrorReport id={id} failure={{ ...failure, place: null }} blocked={false} />
      ) : (
        output &&
        Output && (
          <div data-stale={isStale || undefined} className={styles.result}>
            <Output
              cell={{ id, ...text, name: "scratch", options: {}, layout: null }}
              label="the scratch cell"
              output={output}
              stale={isStale}
            />
          </div>
        )
      )}
    </section>
  );
}
