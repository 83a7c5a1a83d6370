import type { JsonObject } from "../chart/jsonObject.ts";
import type { Column } from "../engine/protocol.ts";
import { type ChartFacts, noFacts } from "./chartFacts.ts";
import { suggestCharts } from "./suggestCharts.ts";

/** A good first chart of a relation: the best guess that needs no query of its own. Plain Vega-Lite, to be changed from there. */
export function firstChart(columns: readonly Column[], facts: ChartFacts = noFacts): JsonObject {
  const [best] = suggestCharts(columns, facts).filter(({ sql }) => sql === null);
  return best?.spec ?? { mark: "bar", encoding: { x: { aggregate: "count" } } };
}
