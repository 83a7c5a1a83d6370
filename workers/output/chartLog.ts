import { type LoggerInterface, logger, None } from "vega";

/** Keeps what Vega says about a chart, so that it is shown and not lost in a console. */
export interface ChartLog {
  logger: LoggerInterface;
  warnings: string[];
  errors: string[];
}

const mostTexts = 20;

export function createChartLog(): ChartLog {
  const warnings: string[] = [];
  const errors: string[] = [];
  const silent = logger(None);
  const keep =
    (list: string[]) =>
    (...parts: readonly unknown[]) => {
      const text = parts.map((part) => (part instanceof Error ? part.message : String(part))).join(" ");
      if (list.length < mostTexts && !list.includes(text)) list.push(text);
      return keeping;
    };
  const keeping: LoggerInterface = Object.assign(silent, { error: keep(errors), warn: keep(warnings) });
  return { logger: keeping, warnings, errors };
}
