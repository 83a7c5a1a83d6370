import { parse, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import type { ChartColumn } from "../settleChart.ts";

/** Draws a chart in Node and gives the drawn elements, numbers rounded, in sorted order: equal for charts that look equal. */
export async function drawSvg(spec: object, columns: readonly ChartColumn[]): Promise<string[]> {
  const count = columns[0]?.values.length ?? 0;
  const values = Array.from({ length: count }, (_, row) =>
    Object.fromEntries(columns.map((column) => [column.name, column.values[row]])),
  );
  const warnings: string[] = [];
  const warn = (...texts: unknown[]) => {
    warnings.push(texts.join(" "));
    return logger;
  };
  const quiet = () => logger;
  const logger = { level: () => logger, warn, info: quiet, debug: quiet, error: warn };
  const whole: unknown = { width: 400, height: 240, ...spec, data: { values } };
  if (!isTopLevel(whole)) throw new Error("not a specification");
  const view = new View(parse(compile(whole, { logger: Object.assign(logger) }).spec), { renderer: "none" });
  await view.runAsync();
  const svg = await view.toSVG();
  view.finalize();
  return [...elements(svg), ...warnings.map((text) => `warning ${text}`)].sort();
}

function isTopLevel(value: unknown): value is TopLevelSpec {
  return typeof value === "object" && value !== null;
}

function elements(svg: string): string[] {
  return svg
    .replace(/-?\d+\.\d+(?:e[+-]?\d+)?/g, (digits) => Number(Number(digits).toPrecision(6)).toFixed(2))
    .replace(/(?<![\w.])-0(?:\.00)?(?![\w.])/g, "0")
    .replace(/gradient_\d+/g, "gradient")
    .split(/(?=<)/);
}
