import { useEffect, useMemo, useState } from "react";
import { type AskedChart, askChart, type ChartEngine } from "../../lib/chart/askChart.ts";
import type { Column, Outcome } from "../../lib/engine/protocol.ts";

interface Request {
  spec: unknown;
  columns: readonly Column[];
  relation: string;
  rowCount: number | null;
  timezone: string | undefined;
  engine: ChartEngine;
}

/** The width that a chart is asked for where it is not laid out yet. */
const unseenWidthPx = 900;

/**
 * What a chart draws; null until the engine answered once. An earlier answer stays while a newer one is asked for:
 * `isCurrent` tells them apart.
 */
export function useChartRows(
  { spec, columns, relation, rowCount, timezone, engine }: Request,
  widthPx: number | null,
): { answer: Outcome<AskedChart> | null; isCurrent: boolean } {
  const request = useMemo(
    () => ({ spec, columns, relation, rowCount, timezone, engine }),
    [spec, columns, relation, rowCount, timezone, engine],
  );
  const [state, setState] = useState<{ answer: Outcome<AskedChart>; request: Request } | null>(null);
  // A new width draws the same rows again: asking anew at each step of a resize would cost a query for each.
  const [askedWidth, setAskedWidth] = useState<number | null>(null);
  if (widthPx !== null && askedWidth === null) setAskedWidth(widthPx || unseenWidthPx);

  useEffect(() => {
    if (askedWidth === null || request.rowCount === 0) return;
    let isCurrent = true;
    const settle = (answer: Outcome<AskedChart>) => {
      if (isCurrent) setState({ answer, request });
    };
    askChart({ ...request, widthPx: askedWidth }, request.engine).then(settle, (error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      settle({ ok: false, error: { code: "internal", message, hint: "Run the cell again." } });
    });
    return () => {
      isCurrent = false;
    };
  }, [request, askedWidth]);
  return { answer: state?.answer ?? null, isCurrent: state?.request === request };
}
