import type { Column } from "../engine/protocol.ts";
import { chartKind, countedMarks } from "./chartMarks.ts";
import { defaultTitle } from "./defaultTitle.ts";
import { fieldColumn } from "./fieldColumn.ts";
import { fieldType } from "./fieldType.ts";
import { isBinned } from "./isBinned.ts";
import { asJsonObject, type JsonObject } from "./jsonObject.ts";
import type { ChartColumn } from "./settleChart.ts";
import { unitViews } from "./unitViews.ts";
import { amountText, valueText } from "./valueText.ts";

interface Axis {
  name: string;
  definition: JsonObject;
  type: string;
  values: readonly unknown[];
}

/**
 * A chart in one sentence, for those who do not see it: "Bar chart of sum of amount by vendor: 12 bars, largest Acme
 * 1,234.5". `spec` and `values` are what is drawn: see `settleChart`.
 */
export function chartSummary(
  spec: JsonObject,
  columns: readonly Column[],
  values: readonly ChartColumn[],
): string {
  const title = titleText(spec.title);
  const views = unitViews(spec);
  const [view] = views ?? [];
  const rows = values[0]?.values.length ?? 0;
  if (!view) return sentence(title, `Chart of several views from ${rows.toLocaleString("en")} rows`);

  const axis = (channel: string): Axis | null => axisOf(view.encoding, channel, columns, values, spec.config);
  const x = axis("x") ?? axis("theta");
  const y = axis("y") ?? axis("radius");
  const colour = axis("color");
  const [measure, by] = measureAndName(view.mark, x, y, colour);
  const kind = chartKind(
    view.mark,
    [x, y].some((one) => one?.definition.bin !== undefined && !isBinned(one.definition.bin)),
  );
  const split = colour && colour !== by && colour !== measure ? `, split by ${colour.name}` : "";
  const [east, north] = [axis("longitude"), axis("latitude")];
  if (east && north) {
    const size = axis("size");
    const more = [colour, size].flatMap((one) => (one ? [lowerFirst(one.name)] : [])).join(" and ");
    const shown = more === "" ? "" : `, showing ${more}`;
    return sentence(title, `Map by ${east.name} and ${north.name}${shown}: ${countedMarks(view.mark, rows)}`);
  }
  const what = measure ? ` of ${lowerFirst(measure.name)}${by ? ` by ${by.name}` : ""}${split}` : "";
  if (rows === 0) return sentence(title, `${kind}${what}: no rows`);
  const count =
    view.mark === "line" || view.mark === "area" || view.mark === "trail"
      ? lineCount(colour, rows)
      : countedMarks(view.mark, rows);
  return sentence(title, `${kind}${what}: ${[count, ...extremes(measure, by)].join(", ")}`);
}

function axisOf(
  encoding: JsonObject,
  channel: string,
  columns: readonly Column[],
  values: readonly ChartColumn[],
  config: unknown,
): Axis | null {
  const definition = asJsonObject(encoding[channel]);
  const { field, aggregate, title } = definition;
  if (typeof field !== "string" && aggregate === undefined) return null;
  const type = fieldType(definition, channel, typeof field === "string" ? fieldColumn(field, columns) : null);
  const found = values.find((column) => column.name === field);
  const name = typeof title === "string" && title !== "" ? title : defaultTitle(definition, config);
  return { name, definition, type, values: found?.values ?? [] };
}

/** Which of the axes is the amount and which one names what it is an amount of. */
function measureAndName(
  mark: string,
  x: Axis | null,
  y: Axis | null,
  colour: Axis | null,
): [Axis | null, Axis | null] {
  if (mark === "rect") return colour ? [colour, joined(x, y)] : [joined(x, y), null];
  if (mark === "arc") return [x ?? y, colour];
  if (!x || !y) return [x ?? y, null];
  const isMeasure = (axis: Axis) => axis.definition.aggregate !== undefined;
  if (isMeasure(y) !== isMeasure(x)) return isMeasure(y) ? [y, x] : [x, y];
  if (x.type === "quantitative" && y.type !== "quantitative") return [x, y];
  return [y, x];
}

function joined(x: Axis | null, y: Axis | null): Axis | null {
  if (!x || !y) return x ?? y;
  return { ...x, name: `${x.name} and ${y.name}`, values: [] };
}

/** The largest sum of a name, or the range of amounts. */
function extremes(measure: Axis | null, by: Axis | null): string[] {
  if (measure?.type !== "quantitative") return [];
  const isNamed =
    by !== null && by.values.length > 0 && (by.type !== "quantitative" || by.definition.bin !== undefined);
  if (!isNamed) {
    const amounts = measure.values.filter(isAmount);
    if (amounts.length === 0) return [];
    const least = amounts.reduce((a, b) => Math.min(a, b));
    const most = amounts.reduce((a, b) => Math.max(a, b));
    return least === most ? [amountText(least)] : [`${amountText(least)} to ${amountText(most)}`];
  }
  const isSum = measure.definition.aggregate === "sum";
  const totals = new Map<unknown, number>();
  measure.values.forEach((value, row) => {
    if (!isAmount(value)) return;
    const name = by.values[row];
    const before = totals.get(name);
    totals.set(name, before === undefined ? value : isSum ? before + value : Math.max(before, value));
  });
  let largest: [unknown, number] | null = null;
  for (const entry of totals) if (!largest || entry[1] > largest[1]) largest = entry;
  return largest ? [`largest ${nameText(largest[0], by)} ${amountText(largest[1])}`] : [];
}

function lineCount(colour: Axis | null, rows: number): string {
  const points = `${rows.toLocaleString("en")} ${rows === 1 ? "point" : "points"}`;
  const series = colour && colour.type !== "quantitative" ? new Set(colour.values).size : 1;
  return series > 1 ? `${series.toLocaleString("en")} series, ${points}` : points;
}

function nameText(value: unknown, axis: Axis): string {
  const text = valueText(
    value,
    axis.type === "temporal" ? { ...axis.definition, type: "temporal" } : axis.definition,
  );
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function titleText(title: unknown): string {
  const text = typeof title === "string" ? title : asJsonObject(title).text;
  return typeof text === "string" ? text : Array.isArray(text) ? text.join(" ") : "";
}

function sentence(title: string, rest: string): string {
  return title === "" ? rest : `${title}. ${rest}`;
}

function lowerFirst(text: string): string {
  if (text === "Count of Records") return "count of records";
  return /^[A-Z][a-z0-9]+ of /.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

function isAmount(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
