import { useCallback, useMemo, useRef, useState } from "react";
import type { OutputFrame } from "../../lib/browser/outputFrame.ts";
import { drawnFrom } from "../../lib/chart/drawnFrom.ts";
import { asJsonObject } from "../../lib/chart/jsonObject.ts";
import type { Column, EngineApi } from "../../lib/engine/protocol.ts";
import { defaultHeightPx } from "../../lib/output/fitSpec.ts";
import { ChartData } from "../chart/ChartData.tsx";
import { ChartFooter } from "../chart/ChartFooter.tsx";
import { ChartProblem } from "../chart/ChartProblem.tsx";
import { savePicture } from "../chart/savePicture.ts";
import { useChartRows } from "../chart/useChartRows.ts";
import { useDrawing } from "../chart/useDrawing.ts";
import { useOutputFrame } from "../chart/useOutputFrame.ts";
import { type Place, usePlace } from "../chart/usePlace.ts";
import styles from "./ChartOutput.module.css";

interface ChartOutputProps {
  relation: string;
  /** Vega-Lite; its own data is not drawn. */
  spec: unknown;
  columns: readonly Column[];
  rowCount: number | null;
  select: EngineApi["select"];
  /** The cell's name. */
  label: string;
  /** Told true when drawing begins and false when it is done. */
  onDrawing?: (isDrawing: boolean) => void;
}

/** A chart over a relation: asks the engine for what it draws, and draws it in the output frame. */
export function ChartOutput(props: ChartOutputProps) {
  const { relation, spec, columns, rowCount, select, label, onDrawing } = props;
  const place$ = useRef<HTMLDivElement>(null);
  const frame$ = useRef<HTMLDivElement>(null);
  const [isDataShown, setIsDataShown] = useState(false);
  const place = usePlace(place$);
  const rows = useChartRows({ spec, columns, relation, rowCount, select }, place?.widthPx ?? null);
  const { answer } = rows;
  const chart = answer?.ok ? answer.value : null;
  const draw = useMemo(() => {
    if (!chart || chart.fetched === 0) return null;
    return (frame: OutputFrame, { theme, widthPx }: Place) =>
      frame.drawChart({ spec: chart.spec, columns: chart.columns, theme, widthPx });
  }, [chart]);
  const { drawn, isCurrent, frame } = useOutputFrame(frame$, place, draw, label);
  const isEmpty = rowCount === 0 || chart?.fetched === 0;
  // A chart far from the window is asked for and described, and drawn when it comes near.
  const isFar = place !== null && (!place.isNear || place.widthPx === 0);
  const isSettled = isEmpty || (rows.isCurrent && (answer?.ok === false || isCurrent || isFar));
  useDrawing(isSettled, onDrawing);

  const save = useCallback(
    async (format: "png" | "svg") => {
      const picture = await frame.current?.picture(format);
      if (picture?.ok) savePicture(picture.value, `${label}.${format}`);
    },
    [frame, label],
  );
  const error = answer && !answer.ok ? answer.error : drawn && !drawn.ok ? drawn.error : null;
  const isAbsent = isEmpty || error !== null;
  const heightPx = drawn?.ok ? drawn.value.heightPx : reservedHeight(spec);
  const line =
    chart && drawn?.ok
      ? drawnFrom(chart.query, { ...chart, marks: drawn.value.marks, rowCount })
      : { text: "", isPartial: false };
  return (
    <div ref={place$} className={styles.chart}>
      {error ? <ChartProblem error={error} /> : null}
      {isEmpty && !error ? (
        <p className={styles.empty} style={{ height: reservedHeight(spec) }}>
          No rows to draw: {relation} has none.
        </p>
      ) : null}
      <div
        className={styles.frame}
        // Never display: none, in which a frame measures its next chart as 0 pixels high.
        style={{ height: isAbsent ? 0 : heightPx, visibility: isAbsent ? "hidden" : undefined }}
        aria-busy={!isSettled}
        {...(chart && !isAbsent ? { role: "img", "aria-label": chart.summary } : {})}
      >
        <div ref={frame$} className={drawn?.ok ? styles.drawn : styles.undrawn} />
        {isSettled ? null : <span className={styles.waiting}>Drawing…</span>}
      </div>
      {chart && !isEmpty && !error ? (
        <ChartFooter
          label={label}
          text={line.text}
          isPartial={line.isPartial}
          notes={[...chart.query.notes, ...(drawn?.ok ? drawn.value.warnings : [])]}
          isDataShown={isDataShown}
          onToggleData={() => setIsDataShown(!isDataShown)}
          onSave={save}
          canSave={drawn?.ok === true}
        />
      ) : null}
      {chart && isDataShown ? <ChartData spec={chart.spec} columns={chart.columns} label={label} /> : null}
    </div>
  );
}

function reservedHeight(spec: unknown): number {
  const { height } = asJsonObject(spec);
  return typeof height === "number" && height > 0 ? Math.min(height, 2_000) : defaultHeightPx;
}
