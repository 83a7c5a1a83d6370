import { useMemo, useRef } from "react";
import type { KeptChart } from "../../lib/history/keptCell.ts";
import { usePlace } from "../chart/usePlace.ts";
import { ChartFigure } from "../output/ChartFigure.tsx";

/** A chart drawn again from the rows that it was drawn from before, without asking anybody. */
export function EarlierChart({ chart, label }: { chart: KeptChart; label: string }) {
  const element = useRef<HTMLDivElement>(null);
  const place = usePlace(element);
  const answer = useMemo(() => ({ ok: true as const, value: chart }), [chart]);
  return (
    <div ref={element}>
      <ChartFigure
        relation={label}
        spec={chart.spec}
        rowCount={chart.rowCount}
        label={label}
        place={place}
        answer={answer}
        isCurrent
      />
    </div>
  );
}
