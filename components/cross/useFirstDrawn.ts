import { type RefObject, useCallback, useEffect, useMemo, useRef } from "react";
import type { OutputFrame } from "../../lib/browser/outputFrame.ts";
import type { AskedChart } from "../../lib/chart/askChart.ts";
import type { ChartSelection } from "../../lib/chart/selection/chartSelection.ts";
import type { ToOutput } from "../../lib/output/protocol.ts";
import type { Crossfilter } from "./useCrossfilter.ts";

type DrawnChart = Pick<AskedChart, "spec" | "columns" | "fetched">;
type Selects = Pick<Extract<ToOutput, { type: "chart" }>, "selects">;

/**
 * The chart that is drawn first, whose scales stay while the rows change: that of all rows, unless some rows are drawn in
 * another manner. With it, what can be selected on it at that moment.
 */
export function useFirstDrawn<C extends DrawnChart>(
  whole: C | null,
  cross: Crossfilter | undefined,
): { chart: C | DrawnChart | null; selects: () => Selects } {
  const filtered = cross?.filtered ?? null;
  const differs = useMemo(
    () => filtered !== null && whole !== null && JSON.stringify(filtered.spec) !== JSON.stringify(whole.spec),
    [filtered, whole],
  );
  const selected = useRef<ChartSelection | null>(null);
  const selection = cross?.own?.selection ?? null;
  useEffect(() => {
    selected.current = selection;
  }, [selection]);
  const views = cross?.views;
  const selects = useCallback(
    (): Selects => (views ? { selects: { views, selection: selected.current } } : {}),
    [views],
  );
  return { chart: differs ? filtered : whole, selects };
}

/** Ends what is shown as selected in the frame once it is so no more. */
export function useShownSelection(
  frame: RefObject<OutputFrame | null>,
  cross: Crossfilter | undefined,
): void {
  const selection = cross?.own?.selection ?? null;
  const hadSelection = useRef(false);
  useEffect(() => {
    // What was selected in the frame stands there already, and may have moved on since.
    if (selection === null && hadSelection.current) frame.current?.select(null);
    hadSelection.current = selection !== null;
  }, [frame, selection]);
}
