import { countedMarks } from "./chartMarks.ts";
import type { ChartQuery } from "./chartPlan.ts";
import { asJsonObject } from "./jsonObject.ts";
import { isBackdrop, markName, unitViews } from "./unitViews.ts";

const number = (count: number) => count.toLocaleString("en");

/**
 * The line under a chart: `12 bars from 3,000,000 rows`. Says when not all rows or groups are on it.
 * `fetched` rows came back; `rowCount` is null where the relation's own count is not known.
 */
export function drawnFrom(
  query: Pick<ChartQuery, "spec" | "rows">,
  drawn: { marks: number; fetched: number; truncated: boolean; rowCount: number | null },
): { text: string; isPartial: boolean } {
  const { marks, fetched, truncated, rowCount } = drawn;
  const views = unitViews(query.spec);
  const mark = views?.length === 1 ? markName(asJsonObject(views[0]?.view).mark) : "";
  const { layer } = asJsonObject(query.spec);
  const backdrops = Array.isArray(layer) ? layer.filter(isBackdrop).length : 0;
  const counted = countedMarks(mark, Math.max(0, marks - backdrops));
  const rows = rowCount === null ? "all rows" : rowCount === 1 ? "1 row" : `${number(rowCount)} rows`;
  if (query.rows === "outline") {
    return {
      text: `${counted} from ${rows}: first, last, lowest and highest of each pixel column`,
      isPartial: truncated,
    };
  }
  if (!truncated) return { text: `${counted} from ${rows}`, isPartial: false };
  if (query.rows === "grouped") {
    return { text: `${counted}: the first ${number(fetched)} groups of more, from ${rows}`, isPartial: true };
  }
  const of = rowCount === null ? "more" : number(rowCount);
  return { text: `${counted}, drawn from the first ${number(fetched)} of ${of} rows`, isPartial: true };
}
