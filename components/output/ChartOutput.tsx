import { Suspense, useEffect, useMemo, useRef } from "react";
import type { AskedChart, ChartEngine } from "../../lib/chart/askChart.ts";
import type { Column } from "../../lib/engine/protocol.ts";
import { useChartRows } from "../chart/useChartRows.ts";
import { usePlace } from "../chart/usePlace.ts";
import { useCrossfilter } from "../cross/useCrossfilter.ts";
import { useApp } from "../ui/AppContext.tsx";
import { lazyPart } from "../ui/lazyPart.tsx";
import { ChartFigure } from "./ChartFigure.tsx";

const RowsPanel = lazyPart(() =>
  import("../cross/RowsPanel.tsx").then((module) => ({ default: module.RowsPanel })),
);

interface ChartOutputProps {
  relation: string;
  /** Vega-Lite; its own data is not drawn. */
  spec: unknown;
  columns: readonly Column[];
  rowCount: number | null;
  engine: ChartEngine;
  /** The cell's name. */
  label: string;
  /** Tells the chart apart from all others on the page. */
  owner: string;
  /** Told true when drawing begins and false when it is done. */
  onDrawing?: (isDrawing: boolean) => void;
  /** Told what is drawn, with its rows. */
  onAsked?: (chart: AskedChart) => void;
}

/**
 * A chart over a relation: asks the engine for what it draws, and draws it in the output frame. What is selected on it
 * filters the other charts of the relation and the grid of its rows.
 */
export function ChartOutput(props: ChartOutputProps) {
  const { relation, spec, columns, rowCount, engine, label, owner, onDrawing, onAsked } = props;
  const element = useRef<HTMLDivElement>(null);
  const place = usePlace(element);
  const timezone = useApp((state) => state.document.timezone);
  const request = { spec, columns, relation, rowCount, timezone };
  const { answer, isCurrent } = useChartRows({ ...request, engine }, place?.widthPx ?? null);
  useEffect(() => {
    if (isCurrent && answer?.ok) onAsked?.(answer.value);
  }, [isCurrent, answer, onAsked]);
  const asked = useMemo(
    () => ({ spec, columns, relation, rowCount, timezone, widthPx: 0 }),
    [spec, columns, relation, rowCount, timezone],
  );
  const cross = useCrossfilter(asked, answer?.ok ? answer.value : null, {
    owner,
    label,
    isShown: place?.isNear ?? false,
  });
  const { picked } = cross;
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
        cross={cross}
      />
      {picked && (
        <Suspense fallback={null}>
          <RowsPanel
            label={label}
            relation={relation}
            columns={columns}
            rowCount={rowCount}
            picked={picked}
            within={cross.others}
            onFilter={picked.selection.by === "mark" ? () => cross.filterBy(picked) : null}
            onClose={() => cross.showRows(null)}
          />
        </Suspense>
      )}
    </div>
  );
}
