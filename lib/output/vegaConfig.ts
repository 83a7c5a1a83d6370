import type { JsonObject } from "../chart/jsonObject.ts";
import type { OutputTheme } from "./protocol.ts";

/** Vega-Lite's configuration for the look of the app: the data has the colour, the frame is quiet. `rowCount` rows are drawn. */
export function vegaConfig(theme: OutputTheme, widthPx: number, rowCount: number): JsonObject {
  const [first = "#1b7f8c"] = theme.palette;
  const text = theme.foreground;
  const isDark = theme.scheme === "dark";
  // Many points are told apart by how they add up.
  const isDense = rowCount > 2_000;
  const size = isDense ? 14 : 36;
  const labels = { labelColor: text, labelOpacity: 0.72, labelFont: theme.fontFamily, labelFontSize: 11 };
  const titles = { titleColor: text, titleFont: theme.fontFamily, titleFontSize: 12, titleFontWeight: 500 };
  return {
    background: theme.background,
    font: theme.fontFamily,
    padding: { left: 4, right: 12, top: 12, bottom: 4 },
    customFormatTypes: false,
    view: { stroke: null },
    mark: { color: first, tooltip: true },
    bar: { cornerRadiusEnd: 2, binSpacing: 1 },
    line: { strokeWidth: 2, strokeCap: "round", strokeJoin: "round" },
    area: { fillOpacity: 0.75 },
    point: { filled: true, size, opacity: isDense ? 0.45 : 0.8 },
    circle: { size },
    square: { size },
    arc: { stroke: theme.background, strokeWidth: 1.5 },
    rect: { strokeWidth: 0 },
    rule: { color: text },
    tick: { color: first, thickness: 1.5 },
    text: { color: text, font: theme.fontFamily, fontSize: 11 },
    boxplot: { median: { color: theme.background }, rule: { color: text } },
    axis: {
      ...labels,
      ...titles,
      labelPadding: 6,
      titlePadding: 10,
      domain: false,
      ticks: false,
      gridColor: theme.grid,
      gridWidth: 1,
      labelLimit: 200,
      labelSeparation: 6,
    },
    axisX: { titleAlign: "center" },
    axisBand: { grid: false, domain: true, domainColor: theme.grid, domainWidth: 1 },
    axisPoint: { grid: false, domain: true, domainColor: theme.grid },
    axisXTemporal: {
      grid: false,
      domain: true,
      domainColor: theme.grid,
      ticks: true,
      tickColor: theme.grid,
      tickSize: 5,
    },
    axisXQuantitative: { tickCount: Math.max(3, Math.round(widthPx / 110)) },
    legend: {
      ...labels,
      ...titles,
      labelLimit: 180,
      symbolSize: 80,
      rowPadding: 4,
      titlePadding: 8,
      gradientLength: isNarrow(widthPx) ? 120 : 160,
      gradientThickness: 10,
      orient: isNarrow(widthPx) ? "bottom" : "right",
      offset: isNarrow(widthPx) ? 12 : 18,
    },
    header: { ...labels, ...titles, labelOpacity: 1, labelFontWeight: 500 },
    title: {
      color: text,
      font: theme.fontFamily,
      fontSize: 14,
      fontWeight: 600,
      anchor: "start",
      offset: 14,
      subtitleColor: text,
      subtitleFont: theme.fontFamily,
      subtitleFontSize: 12,
    },
    scale: { barBandPaddingInner: 0.2, rectBandPaddingInner: 0.04, bandPaddingOuter: 0.08 },
    range: {
      category: theme.palette,
      ordinal: isDark ? ramp : [...ramp].reverse(),
      ramp: isDark ? ramp : [...ramp].reverse(),
      heatmap: isDark ? ramp : [...ramp].reverse(),
      diverging: isDark ? diverging.dark : diverging.light,
    },
  };
}

/** Says whether a chart is too narrow for a legend beside it. */
export function isNarrow(widthPx: number): boolean {
  return widthPx < 560;
}

/** From dark to light, evenly in lightness; begins at the side that recedes into a dark page. */
const ramp = [
  "#0b3a45",
  "#10505c",
  "#176874",
  "#23818b",
  "#3d9ba1",
  "#66b5b7",
  "#95cecd",
  "#c5e6e4",
  "#e6f5f4",
];
const diverging = {
  light: ["#9c4a12", "#c7803c", "#e3b98b", "#f1ede6", "#9bcaca", "#479ca2", "#0f6672"],
  dark: ["#f0a765", "#bd7838", "#7c4f29", "#33383b", "#22626a", "#3f979e", "#8ad0d2"],
};
