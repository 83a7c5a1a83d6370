import { Suspense, useMemo } from "react";
import type { KeptResult } from "../../lib/engine/protocol.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import type { CellOutput } from "../../lib/run/cellRun.ts";
import { cellView } from "../../lib/store/selectors.ts";
import { decodeTextPage } from "../../lib/table/textPage.ts";
import { ErrorReport } from "../cell/ErrorReport.tsx";
import { useFailure } from "../cell/useFailure.ts";
import { useHeldHeight } from "../cell/useHeldHeight.ts";
import { cellKindOf } from "../cell-kinds/cellKinds.ts";
import { CellText } from "../grid/CellText.tsx";
import { useApp } from "../ui/AppContext.tsx";
import { lazyPart } from "../ui/lazyPart.tsx";
import { PrintedRows } from "./PrintedRows.tsx";
import styles from "./ReportOutput.module.css";
import { usePrinting } from "./usePrinting.ts";

const Snapshot = lazyPart(() =>
  import("../share/Snapshot.tsx").then((module) => ({ default: module.Snapshot })),
);
const EarlierResult = lazyPart(() =>
  import("../earlier/EarlierResult.tsx").then((module) => ({ default: module.EarlierResult })),
);

/** What a cell came to, without anything of the cell: its output, its failure, or what it showed elsewhere or before. */
export function ReportOutput({ cell }: { cell: Cell }) {
  const { id, name } = cell;
  const { run, output } = useApp((state) => cellView(state, id));
  const earlier = useApp((state) => state.earlier[id]);
  const snapshot = useApp((state) => state.snapshots[id]);
  const isInFlight = run.status === "queued" || run.status === "running";
  const element = useHeldHeight(isInFlight);
  const failure = useFailure(run, cell.source);
  const isStale = run.status === "stale" || run.status === "cancelled";
  return (
    <section ref={element} className={styles.output} aria-label={`Output of ${name}`} aria-busy={isInFlight}>
      {failure ? (
        <ErrorReport id={id} failure={failure} blocked={run.status === "blocked"} />
      ) : output ? (
        <div className={styles.body} data-stale={isStale || undefined}>
          <Shown cell={cell} output={output} stale={isStale} />
        </div>
      ) : earlier || snapshot ? (
        <Suspense>
          {earlier ? (
            <EarlierResult cell={cell} label={name} kept={earlier} />
          ) : (
            snapshot && <Snapshot snapshot={snapshot} />
          )}
        </Suspense>
      ) : (
        <p className={styles.nothing}>{isInFlight ? "Running…" : "Not run yet"}</p>
      )}
    </section>
  );
}

function Shown({ cell, output, stale }: { cell: Cell; output: CellOutput; stale: boolean }) {
  const isPrinted = usePrinting();
  const { Output } = cellKindOf(cell.kind);
  const { result, shown, messages, notices } = output;
  const isRowsAlone = result !== null && shown.length + messages.length + notices.length === 0;
  const rest = useMemo(() => ({ ...output, result: null }), [output]);
  if (isRowsAlone && isOneValue(result)) return <OneValue result={result} />;
  if (!Output) return null;
  if (!isPrinted || !result || result.columns[0]?.name === "explain_key")
    return <Output cell={cell} label={cell.name} output={output} stale={stale} />;
  return (
    <>
      {!isRowsAlone && <Output cell={cell} label={cell.name} output={rest} stale={stale} />}
      <PrintedRows result={result} />
    </>
  );
}

function isOneValue({ rowCount, columns, firstRows }: KeptResult): boolean {
  return rowCount === 1 && columns.length === 1 && firstRows === 1;
}

/** The number that a report is opened for. */
function OneValue({ result }: { result: KeptResult }) {
  const value = useMemo(() => decodeTextPage(result.firstPage).cell(0, 0), [result]);
  const isLong = value !== null && (value.length > 24 || value.includes("\n"));
  return <p className={isLong ? styles.long : styles.value}>{isLong ? value : <CellText value={value} />}</p>;
}
