import type { ChartFilter } from "../../lib/chart/selection/Crossfilters.ts";
import type { GridView } from "../../lib/view/gridView.ts";

/** A view with what is selected on charts of its relation; the view itself where that is nothing. */
export function withCharts(view: GridView, charts: readonly ChartFilter[]): GridView {
  return charts.length === 0 ? view : { ...view, also: charts.map(({ sql }) => sql) };
}
