import { useEffect, useRef, useState } from "react";
import { type AskedChart, askFiltered, type ChartRequest } from "../../lib/chart/askChart.ts";
import { LatestAsk } from "../../lib/chart/selection/LatestAsk.ts";
import type { EngineError, Outcome } from "../../lib/engine/protocol.ts";
import type { RowSource } from "../../lib/store/commands.ts";
import { nextViewId } from "../view/nextViewId.ts";

/** A chart of the rows that others leave it. */
export interface FilteredChart {
  where: string;
  chart: AskedChart | null;
  /** Why there is none. */
  error: EngineError | null;
}

/**
 * The chart of some of its rows: those for which `where` holds; null until they are there, and where there is no
 * condition. What it shows is the latest that was answered, which may be of an earlier condition while one is brushed.
 */
export function useFilteredChart(
  rows: Pick<RowSource, "select" | "closeView">,
  whole: AskedChart | null,
  request: ChartRequest,
  { where, isMoving }: { where: string | null; isMoving: boolean },
): FilteredChart | null {
  const [answered, setAnswered] = useState<{ of: AskedChart; filtered: FilteredChart } | null>(null);
  const asked = useRef<{ whole: AskedChart; ask: LatestAsk<string, Outcome<AskedChart>> } | null>(null);
  const latest = useRef(request);
  useEffect(() => {
    latest.current = request;
  }, [request]);

  useEffect(() => {
    if (!whole || where === null) {
      asked.current?.ask.end();
      asked.current = null;
      setAnswered(null);
      return;
    }
    if (asked.current?.whole !== whole) {
      asked.current?.ask.end();
      asked.current = {
        whole,
        ask: asking(
          rows,
          whole,
          () => latest.current,
          (filtered) => setAnswered({ of: whole, filtered }),
        ),
      };
    }
    asked.current.ask.want(where, isMoving);
  }, [rows, whole, where, isMoving]);
  useEffect(() => () => asked.current?.ask.end(), []);
  return answered && answered.of === whole && where !== null ? answered.filtered : null;
}

function asking(
  { select, closeView }: Pick<RowSource, "select" | "closeView">,
  whole: AskedChart,
  request: () => ChartRequest,
  answered: (filtered: FilteredChart) => void,
): LatestAsk<string, Outcome<AskedChart>> {
  return new LatestAsk({
    nextId: nextViewId,
    ask: (where, id) =>
      askFiltered(whole, request(), where, { select: (sql, most) => select(sql, most, id) }),
    stop: (id) => void closeView(id),
    answered: (answer, where) =>
      answered(
        answer.ok ? { where, chart: answer.value, error: null } : { where, chart: null, error: answer.error },
      ),
  });
}
