import { useEffect, useRef } from "react";
import type { AskedChart, ChartEngine } from "../../lib/chart/askChart.ts";
import type { Column } from "../../lib/engine/protocol.ts";
import { useChartRows } from "../chart/useChartRows.ts";
import { usePlace } from "../chart/usePlace.ts";
import { ChartFigure } from "./ChartFigure.tsx";

interface ChartOutputProps {
  relation: string;
  /** Vega-Lite; its own data is not drawn. */
  spec: unknown;
  columns: readonly Column[];
  rowCount: number | null;
  engine: ChartEngine;
  /** The cell's name. */
  label: string;
  /** Told true when drawing begins and false when it is done. */
  onDrawing?: (isDrawing: boolean) => void;
  /** Told what is drawn, with its rows. */
  onAsked?: (chart: AskedChart) => void;
}

/** A chart over a relation: asks the engine for what it draws, and draws it in the output frame. */
export function ChartOutput(props: ChartOutputProps) {
  const { relation, spec, columns, rowCount, engine, label, onDrawing, onAsked } = props;
  const element = useRef<HTMLDivElement>(null);
  const place = usePlace(element);
  const { answer, isCurrent } = useChartRows(
    { spec, columns, relation, rowCount, engine },
    place?.widthPx ?? null,
  );
  useEffect(() => {
    if (isCurrent && answer?.ok) onAsked?.(answer.value);
  }, [isCurrent, answer, onAsked]);
  return (
    <div ref={element}>
      <ChartFigure
        relation={relation}
        spec={spec}
        rowCount={rowCount}
        label={label}
        place={place}
        answer={answer}
        isCurrent={isCurrent}
        onDrawing={onDrawing}
      />
    </div>
  );
}
