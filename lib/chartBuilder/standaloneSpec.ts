import type { JsonObject } from "../chart/jsonObject.ts";
import type { ChartColumn } from "../chart/settleChart.ts";
import { prettyJson } from "./prettyJson.ts";

/** So many rows go into a chart that is saved with its data: as many as a chart draws. */
export const mostSavedRows = 20_000;

/**
 * A drawn chart as Vega-Lite that stands alone: its rows are inside it. Where they are not all that there were, its
 * description says so.
 */
export function standaloneSpec(
  spec: JsonObject,
  columns: readonly ChartColumn[],
  { summary, isPartial }: { summary: string; isPartial: boolean },
): string {
  const count = columns[0]?.values.length ?? 0;
  const values = Array.from({ length: Math.min(count, mostSavedRows) }, (_, row) =>
    Object.fromEntries(columns.map(({ name, values: column }) => [name, column[row] ?? null])),
  );
  const cut =
    count > mostSavedRows || isPartial ? ` (the first ${values.length.toLocaleString("en")} rows)` : "";
  return prettyJson({
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: `${summary}${cut}`,
    ...spec,
    data: { values },
  });
}
