import { useEffect, useState } from "react";
import { type ChartFacts, chartFacts, noFacts } from "../../lib/chartBuilder/chartFacts.ts";
import type { Column } from "../../lib/engine/protocol.ts";
import { relationRowCount } from "../../lib/store/selectors.ts";
import { useApp, useRows } from "../ui/AppContext.tsx";

/** Nobody waits for suggestions: all else of the builder is there. */
const patienceMs = 8_000;

/** What some rows of a relation say of its columns; null until that was looked at. */
export function useFacts(relation: string, columns: readonly Column[]): ChartFacts | null {
  const rows = useRows();
  const rowCount = useApp((state) => relationRowCount(state, relation));
  const [known, setKnown] = useState<{ columns: readonly Column[]; facts: ChartFacts } | null>(null);
  useEffect(() => {
    let isGone = false;
    const settle = (facts: ChartFacts) => {
      if (!isGone) setKnown({ columns, facts });
    };
    chartFacts(relation, columns, rowCount, (sql, most) => rows.select(sql, most), patienceMs).then(
      settle,
      () => settle(noFacts),
    );
    return () => {
      isGone = true;
    };
  }, [relation, columns, rowCount, rows]);
  return known?.columns === columns ? known.facts : null;
}
