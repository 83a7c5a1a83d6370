import { createRoot, type Root } from "react-dom/client";
import { VegaEmbed } from "react-vega";
import type { Spec as VegaSpec, View } from "vega";
import type { EmbedOptions, Result, VisualizationSpec } from "vega-embed";
import { expressionInterpreter } from "vega-interpreter";
import { asJsonObject, isJsonObject, type JsonObject } from "../../lib/chart/jsonObject.ts";
import type { ChartSelection } from "../../lib/chart/selection/chartSelection.ts";
import { fitSpec } from "../../lib/output/fitSpec.ts";
import type { OtherRows, ToOutput } from "../../lib/output/protocol.ts";
import { rowsName, safeSpec } from "../../lib/output/safeSpec.ts";
import { isNarrow, vegaConfig } from "../../lib/output/vegaConfig.ts";
import { createChartLog } from "./chartLog.ts";
import { countMarks } from "./countMarks.ts";
import { refusingLoader } from "./refusingLoader.ts";
import { ChartSelecting } from "./selecting/ChartSelecting.ts";
import { type Holdable, holdable, holdDomains } from "./selecting/heldDomains.ts";
import { plottedMarks } from "./selecting/plottedMarks.ts";
import { createTooltip } from "./tooltip.ts";

type ChartMessage = Extract<ToOutput, { type: "chart" }>;
type Tell = (selection: ChartSelection | null, isMoving: boolean) => void;

/** The place where one chart at a time is drawn. */
export interface ChartStage {
  draw(message: ChartMessage): Promise<{ marks: number; warnings: string[] }>;
  /** Redraws at another width and counts the marks. */
  resize(widthPx: number): Promise<number>;
  picture(format: "png" | "svg"): Promise<string>;
  /** Draws other rows in the place of those that are there, on the same scales; counts the marks. */
  rows(rows: OtherRows): Promise<number>;
  /** Shows what is selected. */
  select(selection: ChartSelection | null): void;
  clear(): void;
}

const pixelsPerPoint = 2;

interface Shown {
  root: Root;
  host: HTMLElement;
  view: View;
  message: ChartMessage;
  followsWidth: boolean;
  scales: readonly string[];
  selecting: ChartSelecting | null;
}

/** `tell` hears what is selected on the chart. */
export function createChartStage(place: HTMLElement, tell: Tell): ChartStage {
  const tooltip = createTooltip(document.body);
  const loader = refusingLoader();
  let shown: Shown | null = null;
  let latest = 0;

  const remove = ({ root, host, selecting }: Pick<Shown, "root" | "host"> & Partial<Shown>) => {
    selecting?.end();
    root.unmount();
    host.remove();
  };
  const draw: ChartStage["draw"] = async (message) => {
    latest = message.id;
    const { columns, theme, widthPx } = message;
    const safe = safeSpec(message.spec, columns.length > 0);
    const { spec, followsWidth } = fitSpec(safe.spec, widthPx, (field) => distinctValues(message, field));
    const log = createChartLog();
    let held: Holdable = { compiled: {}, scales: [] };
    const options: EmbedOptions = {
      mode: "vega-lite",
      renderer: "canvas",
      ast: true,
      expr: expressionInterpreter,
      actions: false,
      defaultStyle: false,
      loader,
      logger: log.logger,
      tooltip,
      config: vegaConfig(theme, widthPx, columns[0]?.values.length ?? 0),
      // Rows go in beside the specification, which react-vega compares deeply at every render.
      patch: (compiled) => {
        held = message.selects ? holdable(compiled) : { compiled, scales: [] };
        return withRows(held.compiled, message);
      },
    };
    // The chart before stays in sight until this one is there.
    const host = document.createElement("div");
    host.className = shown ? "chart pending" : "chart";
    place.append(host);
    const root = createRoot(host);
    try {
      const view = await new Promise<View>((resolve, reject) => {
        const onEmbed = (result: Result) => resolve(result.view);
        root.render(<VegaEmbed spec={asSpec(spec)} options={options} onEmbed={onEmbed} onError={reject} />);
      });
      const [error] = log.errors;
      if (error !== undefined) throw new Error(error);
      if (latest === message.id) {
        if (shown) remove(shown);
        host.className = message.selects ? "chart selectable" : "chart";
        const { scales } = held;
        const selecting = selectingOf(message, { view, host, compiled: held.compiled, tell });
        shown = { root, host, view, message, followsWidth, scales, selecting };
      } else remove({ root, host });
      return { marks: countMarks(view), warnings: [...safe.warnings, ...log.warnings] };
    } catch (error) {
      remove({ root, host });
      throw error;
    }
  };

  return {
    draw,
    async resize(widthPx) {
      if (!shown) return 0;
      const { view, followsWidth, message } = shown;
      // Views side by side have widths of their own to find anew; a legend goes below where there is no room beside.
      if (!followsWidth || isNarrow(widthPx) !== isNarrow(message.widthPx))
        return (await draw({ ...message, widthPx })).marks;
      shown.message = { ...message, widthPx };
      await view.width(widthPx).resize().runAsync();
      shown?.selecting?.place();
      return countMarks(view);
    },
    async picture(format) {
      if (!shown) throw new Error("There is no chart to save yet.");
      if (format === "png") return (await shown.view.toCanvas(pixelsPerPoint)).toDataURL("image/png");
      return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await shown.view.toSVG())}`;
    },
    async rows({ columns }) {
      if (!shown) return 0;
      const { view, scales, message } = shown;
      holdDomains(view, scales);
      shown.message = { ...message, columns };
      await view.data(rowsName, rowsOf(columns)).runAsync();
      return countMarks(view);
    },
    select(selection) {
      if (!shown) return;
      const { selects } = shown.message;
      if (selects) shown.message = { ...shown.message, selects: { ...selects, selection } };
      shown.selecting?.show(selection);
    },
    clear() {
      if (shown) remove(shown);
      shown = null;
    },
  };
}

function selectingOf(
  { selects, spec }: ChartMessage,
  { view, host, compiled, tell }: { view: View; host: HTMLElement; compiled: VegaSpec; tell: Tell },
): ChartSelecting | null {
  if (!selects) return null;
  const marks = plottedMarks(asJsonObject(compiled), selects.views);
  const selecting = new ChartSelecting({ view, host, spec, marks, views: selects.views, tell });
  selecting.show(selects.selection);
  return selecting;
}

/** The compiled chart with the page's rows in the place that is kept for them. */
function withRows(compiled: VegaSpec, message: ChartMessage): VegaSpec {
  if (message.columns.length === 0) return compiled;
  const values = rowsOf(message.columns);
  const data = compiled.data?.map((source) =>
    source.name === rowsName ? { name: rowsName, values } : source,
  );
  return { ...compiled, ...(data ? { data } : {}) };
}

/** Vega-Lite checks a specification itself and says what is wrong with it. */
function asSpec(spec: JsonObject): VisualizationSpec {
  if (!isSpec(spec)) throw new Error("The chart is not an object.");
  return spec;
}

function isSpec(spec: JsonObject): spec is JsonObject & VisualizationSpec {
  return isJsonObject(spec);
}

function rowsOf(columns: ChartMessage["columns"]): Record<string, unknown>[] {
  const count = columns[0]?.values.length ?? 0;
  return Array.from({ length: count }, (_, row) => {
    const entry: Record<string, unknown> = {};
    for (const { name, values } of columns) entry[name] = values[row];
    return entry;
  });
}

function distinctValues({ columns }: ChartMessage, field: string): unknown[] {
  return [...new Set(columns.find(({ name }) => name === field)?.values)];
}
