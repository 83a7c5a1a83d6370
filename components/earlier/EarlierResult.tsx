import { Suspense, useRef } from "react";
import type { KeptCell, KeptShown, KeptTable } from "../../lib/history/keptCell.ts";
import { ranKey } from "../../lib/history/ranKey.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { ErrorReport } from "../cell/ErrorReport.tsx";
import { Note } from "../cell-kinds/Note.tsx";
import { placed } from "../cell-kinds/placed.ts";
import { ShownValue } from "../cell-kinds/ShownValue.tsx";
import { TextTable } from "../cell-kinds/TextTable.tsx";
import { useNear } from "../editor/useNear.ts";
import { SingleValue } from "../grid/SingleValue.tsx";
import { SnapshotMark } from "../share/Snapshot.tsx";
import { countOf, formatCount } from "../ui/formatCount.ts";
import { formatElapsed } from "../ui/formatElapsed.ts";
import { formatWhen } from "../ui/formatWhen.ts";
import { lazyPart } from "../ui/lazyPart.tsx";
import styles from "./EarlierResult.module.css";

const EarlierChart = lazyPart(() =>
  import("./EarlierChart.tsx").then((module) => ({ default: module.EarlierChart })),
);

/** How far beyond the window rows are drawn. */
const nearMarginPx = 800;
const rowHeightPx = 27;
const mostHeightPx = 420;

/** What a cell showed when it last ran, before this page was opened: nothing of it was computed since. */
export function EarlierResult({ cell, label, kept }: { cell: Cell; label: string; kept: KeptCell }) {
  const { error, table, chart, shown, messages, notices, leftOut } = kept;
  const isSameText = ranKey(cell) === kept.ran;
  return (
    <>
      <div className={styles.mark}>
        <SnapshotMark badge="From before">{whatItIs(kept, isSameText)}</SnapshotMark>
      </div>
      {error ? (
        <ErrorReport
          id={cell.id}
          // What could be done about it then is not to be done now: only running again tells.
          failure={{ error: { ...error, code: "sql" }, source: isSameText ? cell.source : "", place: null }}
          blocked={false}
        />
      ) : (
        <div className={styles.shown}>
          <Suspense>
            {placed(shown).map(({ key, item }) => (
              <EarlierValue key={key} value={item} label={label} />
            ))}
            {chart && <EarlierChart chart={chart} label={label} />}
          </Suspense>
          {placed([...messages, ...notices]).map(({ key, item }) => (
            <Note key={key}>{item}</Note>
          ))}
          {table && <EarlierRows table={table} label={label} />}
        </div>
      )}
      {leftOut > 0 && (
        <Note>{countOf(leftOut, "output")} of it could not be kept. Run the cell to see all.</Note>
      )}
    </>
  );
}

/** "27 Nov 2026, 05:07 · 1.24 s · first 50 of 10,000,000 rows · of an older text". */
function whatItIs({ at, elapsedMs, error, table }: KeptCell, isSameText: boolean): string {
  return [
    formatWhen(at),
    error ? `failed after ${formatElapsed(elapsedMs)}` : formatElapsed(elapsedMs),
    ...(table ? [rowsText(table), columnsText(table)] : []),
    isSameText ? "" : "of an older text",
  ]
    .filter(Boolean)
    .join(" · ");
}

function rowsText({ rows, rowCount }: KeptTable): string {
  if (rows.length < rowCount) return `first ${formatCount(rows.length)} of ${countOf(rowCount, "row")}`;
  return countOf(rowCount, "row");
}

function columnsText({ columns, columnCount }: KeptTable): string {
  if (columns.length === columnCount) return "";
  return `first ${formatCount(columns.length)} of ${countOf(columnCount, "column")}`;
}

function EarlierValue({ value, label }: { value: KeptShown; label: string }) {
  if (value.type === "chart") return <EarlierChart chart={value.chart} label={label} />;
  return <ShownValue value={value} label={label} result={null} place={0} />;
}

/** Rows are drawn where they can be seen: a long notebook has many. */
function EarlierRows({ table, label }: { table: KeptTable; label: string }) {
  const element = useRef<HTMLDivElement>(null);
  const isNear = useNear(element, nearMarginPx);
  const { columns, rows } = table;
  const [column] = columns;
  const isSingle = table.rowCount === 1 && table.columnCount === 1 && column && rows.length === 1;
  if (isSingle) return <SingleValue label={label} column={column} value={rows[0]?.[0] ?? null} />;
  const heightPx = Math.min(mostHeightPx, (rows.length + 1) * rowHeightPx);
  return (
    <div ref={element} style={{ minHeight: heightPx }}>
      {isNear && <TextTable columns={columns.map(({ name }) => name)} rows={rows} />}
    </div>
  );
}
