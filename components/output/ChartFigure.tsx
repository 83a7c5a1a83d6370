import { createElement, useCallback, useMemo, useRef, useState } from "react";
import type { OutputFrame } from "../../lib/browser/outputFrame.ts";
import type { AskedChart } from "../../lib/chart/askChart.ts";
import { drawnFrom } from "../../lib/chart/drawnFrom.ts";
import { asJsonObject } from "../../lib/chart/jsonObject.ts";
import type { Outcome } from "../../lib/engine/protocol.ts";
import type { KeptChart } from "../../lib/history/keptCell.ts";
import { defaultHeightPx } from "../../lib/output/fitSpec.ts";
import { ChartData } from "../chart/ChartData.tsx";
import { ChartFooter } from "../chart/ChartFooter.tsx";
import { ChartProblem } from "../chart/ChartProblem.tsx";
import { savePicture } from "../chart/savePicture.ts";
import { useDrawing } from "../chart/useDrawing.ts";
import { useOutputFrame } from "../chart/useOutputFrame.ts";
import type { Place } from "../chart/usePlace.ts";
import { usePrintedPicture } from "../chart/usePrintedPicture.ts";
import { FilterChips } from "../cross/FilterChips.tsx";
import type { Crossfilter } from "../cross/useCrossfilter.ts";
import { useFirstDrawn, useShownSelection } from "../cross/useFirstDrawn.ts";
import { useOtherRows } from "../cross/useOtherRows.ts";
import styles from "./ChartOutput.module.css";

interface ChartFigureProps {
  relation: string;
  spec: unknown;
  rowCount: number | null;
  /** The cell's name. */
  label: string;
  /** Where the element around it stands; null until that was looked at. */
  place: Place | null;
  /** What to draw; null until that is known. */
  answer: Outcome<AskedChart | KeptChart> | null;
  /** Whether the answer is the latest. */
  isCurrent: boolean;
  onDrawing?: ((isDrawing: boolean) => void) | undefined;
  /** What is selected on it and on others; nothing where it is only looked at. */
  cross?: Crossfilter | undefined;
}

/** Draws a chart with its rows in the output frame, says what it was drawn from, and offers its data and its picture. */
export function ChartFigure(props: ChartFigureProps) {
  const { relation, spec, rowCount, label, place, answer, onDrawing, cross } = props;
  const frame$ = useRef<HTMLDivElement>(null);
  const [isDataShown, setIsDataShown] = useState(false);
  const whole = answer?.ok ? answer.value : null;
  const { chart: first, selects } = useFirstDrawn(whole, cross);
  const chart = cross?.filtered ?? whole;
  const draw = useMemo(() => {
    if (!first || first.fetched === 0) return null;
    return (frame: OutputFrame, { theme, widthPx }: Place) =>
      frame.drawChart({ spec: first.spec, columns: first.columns, theme, widthPx, ...selects() });
  }, [first, selects]);
  const isExpected = answer === null && rowCount !== 0;
  const { drawn, isCurrent, drawing, frame } = useOutputFrame(frame$, place, draw, label, {
    isExpected,
    onSelected: cross?.onSelected,
  });
  useShownSelection(frame, cross);
  const other = useOtherRows(
    frame,
    isCurrent && drawn?.ok ? drawing : null,
    first?.columns ?? null,
    chart?.columns ?? null,
  );
  const isEmpty = rowCount === 0 || whole?.fetched === 0;
  // A chart far from the window is asked for and described, and drawn when it comes near.
  const isFar = place !== null && (!place.isNear || place.widthPx === 0);
  const isSettled = isEmpty || (props.isCurrent && (answer?.ok === false || isCurrent || isFar));
  useDrawing(isSettled, onDrawing);

  const picture = usePrintedPicture(frame, chart, place, isCurrent && drawn?.ok === true);
  const save = useCallback(
    async (format: "png" | "svg") => {
      const taken = await frame.current?.picture(format);
      if (taken?.ok) savePicture(taken.value, `${label}.${format}`);
    },
    [frame, label],
  );
  const saveSpec = useCallback(async () => {
    if (!chart) return;
    const { standaloneSpec } = await import("../../lib/chartBuilder/standaloneSpec.ts");
    const { summary, truncated } = chart;
    const text = standaloneSpec(chart.spec, chart.columns, { summary, isPartial: truncated });
    savePicture(`data:application/json,${encodeURIComponent(text)}`, `${label}.vl.json`);
  }, [chart, label]);
  const error = answer && !answer.ok ? answer.error : drawn && !drawn.ok ? drawn.error : null;
  const isAbsent = isEmpty || error !== null;
  const heightPx = drawn?.ok ? drawn.value.heightPx : reservedHeight(spec);
  const line =
    chart && drawn?.ok
      ? drawnFrom(chart.query, {
          ...chart,
          marks: other.marks ?? drawn.value.marks,
          rowCount,
          ...(cross?.filtered ? { matching: cross.matching } : {}),
        })
      : { text: "", isPartial: false };
  return (
    <div className={styles.chart}>
      {error ? <ChartProblem error={error} /> : null}
      {isEmpty && !error ? (
        <p className={styles.empty} style={{ height: reservedHeight(spec) }}>
          {rowCount === 0 || rowCount === null
            ? `No rows to draw: ${relation} has none.`
            : `No rows to draw: the chart leaves none of the ${rowCount.toLocaleString("en")} rows of ${relation}.`}
        </p>
      ) : null}
      <div
        className={styles.frame}
        // Never display: none, in which a frame measures its next chart as 0 pixels high.
        style={{ height: isAbsent ? 0 : heightPx, visibility: isAbsent ? "hidden" : undefined }}
        aria-busy={!isSettled || cross?.isWaiting || other.isDrawing}
        {...(chart && !isAbsent ? { role: "img", "aria-label": chart.summary } : {})}
      >
        <div ref={frame$} className={drawn?.ok ? styles.drawn : styles.undrawn} />
        {isSettled ? null : <span className={styles.waiting}>Drawing…</span>}
      </div>
      {/* What it shows is told by the chart itself. Not next/image: there is no server that could make it smaller. */}
      {picture && !isAbsent && createElement("img", { className: styles.printed, src: picture, alt: "" })}
      {chart && !isEmpty && !error ? (
        <ChartFooter
          label={label}
          text={chart?.query.timesIn ? `${line.text}; times in ${chart.query.timesIn}` : line.text}
          isPartial={line.isPartial}
          notes={[...chart.query.notes, ...(drawn?.ok ? drawn.value.warnings : [])]}
          isDataShown={isDataShown}
          onToggleData={() => setIsDataShown(!isDataShown)}
          onSave={save}
          onSaveSpec={() => void saveSpec()}
          canSave={drawn?.ok === true}
        >
          {cross && <FilterChips label={label} cross={cross} />}
        </ChartFooter>
      ) : null}
      {chart && isDataShown ? (
        <ChartData
          spec={chart.spec}
          columns={chart.columns}
          label={label}
          {...(cross ? { onOpenRow: (row: number) => cross.pickRow(row) } : {})}
        />
      ) : null}
    </div>
  );
}

function reservedHeight(spec: unknown): number {
  const { height } = asJsonObject(spec);
  return typeof height === "number" && height > 0 ? Math.min(height, 2_000) : defaultHeightPx;
}
