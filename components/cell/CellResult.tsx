import { Suspense, useRef } from "react";
import type { CellId } from "../../lib/notebook/document.ts";
import type { CellOutput } from "../../lib/run/cellRun.ts";
import { cellById, cellView } from "../../lib/store/selectors.ts";
import type { CellKind } from "../cell-kinds/cellKind.ts";
import { useUi } from "../notebook/UiContext.tsx";
import { useApp } from "../ui/AppContext.tsx";
import { lazyPart } from "../ui/lazyPart.tsx";
import styles from "./CellResult.module.css";
import { ErrorReport } from "./ErrorReport.tsx";
import { FoldedOutput } from "./FoldedOutput.tsx";
import { useFailure } from "./useFailure.ts";
import { useHeldHeight } from "./useHeldHeight.ts";

const Snapshot = lazyPart(() =>
  import("../share/Snapshot.tsx").then((module) => ({ default: module.Snapshot })),
);

const EarlierResult = lazyPart(() =>
  import("../earlier/EarlierResult.tsx").then((module) => ({ default: module.EarlierResult })),
);

/** What running the cell gave. While a new run is in flight the old result stays, at its height. */
export function CellResult({ id, kind, label }: { id: CellId; kind: CellKind; label: string }) {
  const cell = useApp((state) => cellById(state, id));
  const { run, output } = useApp((state) => cellView(state, id));
  const folded = useUi((state) => state.folded[id] === true);
  const isInFlight = run.status === "queued" || run.status === "running";
  const element = useHeldHeight(isInFlight);
  const failure = useFailure(run, cell?.source ?? "");
  const isOld = useIsOld(isInFlight, output);
  const earlier = useApp((state) => state.earlier[id]);
  const snapshot = useApp((state) => state.snapshots[id]);
  const { Output } = kind;
  // What has no output of its own still fails.
  if (!cell || !(Output || failure)) return null;
  const isBefore = !output && !failure && (earlier ?? snapshot) !== undefined;
  if (!output && !failure && !isInFlight && !isBefore) return null;
  const isStale = isOld || run.status === "stale" || run.status === "cancelled";
  if (folded && (output || earlier) && !failure)
    return <FoldedOutput id={id} label={label} table={output ? tableOf(output) : (earlier?.table ?? null)} />;
  return (
    <section ref={element} className={styles.output} aria-label={`Output of ${label}`} aria-busy={isInFlight}>
      {failure ? (
        <ErrorReport id={id} failure={failure} blocked={run.status === "blocked"} />
      ) : output && Output ? (
        <div className={styles.body} data-stale={isStale || undefined}>
          <Output cell={cell} label={label} output={output} stale={isStale} />
        </div>
      ) : (
        <Suspense>
          {earlier ? (
            <EarlierResult cell={cell} label={label} kept={earlier} />
          ) : (
            snapshot && <Snapshot snapshot={snapshot} />
          )}
        </Suspense>
      )}
    </section>
  );
}

function tableOf({ result }: CellOutput) {
  return result && { rowCount: result.rowCount, columnCount: result.columns.length };
}

/** Whether what is shown is from before the run in flight, not a first glimpse of it. */
function useIsOld(isInFlight: boolean, output: CellOutput | null): boolean {
  const before = useRef(output);
  if (!isInFlight) before.current = output;
  return isInFlight && output !== null && before.current === output;
}
