import { paperTheme } from "../../lib/output/paperTheme.ts";
import type { ReportChart } from "../../lib/reportFile/reportManifest.ts";
import { createChartStage } from "../output/chartStage.tsx";
import { readManifest } from "./readManifest.ts";

/** Draws the charts of a file with data, with what they say under the pointer. */

const paddingPx = 16;
const narrowestPx = 240;

async function draw(place: HTMLElement, chart: ReportChart, id: number): Promise<void> {
  const stagePlace = document.createElement("div");
  stagePlace.role = "img";
  stagePlace.ariaLabel = chart.summary;
  place.replaceChildren(stagePlace);
  const stage = createChartStage(stagePlace, () => undefined);
  const widthPx = Math.max(narrowestPx, place.clientWidth - paddingPx);
  const columns = chart.columns.map(({ name, values }) => ({ name, values: [...values] }));
  await stage.draw({ type: "chart", id, spec: chart.spec, columns, theme: paperTheme, widthPx });
}

const { charts } = readManifest();
for (const place of document.querySelectorAll<HTMLElement>("[data-chart]")) {
  const index = Number(place.dataset.chart);
  const chart = charts[index];
  if (!chart) continue;
  draw(place, chart, index).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    place.textContent = `${chart.summary} The chart could not be drawn: ${why}`;
  });
}
