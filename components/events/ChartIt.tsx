import { ChartColumn } from "lucide-react";
import { funnelChart } from "../../lib/chartBuilder/funnelSql.ts";
import { retentionChart } from "../../lib/chartBuilder/retentionSql.ts";
import type { EventChoices } from "../../lib/events/choices.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { insertCharts } from "../chart-builder/insertCharts.ts";
import { useAppStore, useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";

/** A funnel or a retention as its chart, below the cell. */
export function ChartIt({ cell, choices }: { cell: Cell; choices: EventChoices }) {
  const store = useAppStore();
  const commands = useCommands();
  const chart = chartOf(choices);
  if (!chart || cell.name === "") return null;
  const insert = () =>
    insertCharts({ store, commands }, cell.id, cell.name, { suffix: "chart", spec: chart.spec, sql: null });
  return <Button icon={<ChartColumn />} label={chart.label} onClick={insert} />;
}

function chartOf({ analysis }: EventChoices): { label: string; spec: unknown } | null {
  if (analysis.kind === "funnel" && (analysis.of.steps?.length ?? 0) > 0) {
    const { by } = analysis.of;
    const encoding = {
      ...(funnelChart.encoding as object),
      ...(by && { color: { field: by, type: "nominal" } }),
    };
    return { label: "Chart the funnel", spec: { ...funnelChart, encoding } };
  }
  if (analysis.kind !== "retention") return null;
  const period = analysis.of.period ?? "week";
  // Charts of retention know days and longer; hours are drawn the same way.
  const spec = retentionChart(period === "hour" ? "day" : period);
  return { label: "Chart the retention", spec: period === "hour" ? inHours(spec) : spec };
}

function inHours(spec: unknown): unknown {
  return JSON.parse(
    JSON.stringify(spec)
      .replaceAll("days_since", "hours_since")
      .replaceAll("Day", "Hour")
      .replaceAll("day", "hour"),
  );
}
