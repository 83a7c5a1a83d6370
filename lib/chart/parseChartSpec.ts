import type { EngineError, Outcome } from "../engine/protocol.ts";
import { isJsonObject, type JsonObject } from "./jsonObject.ts";
import { locateJsonError } from "./locateJsonError.ts";
import { markName } from "./unitViews.ts";

const marks =
  "bar line area point circle square arc rect tick rule text trail boxplot errorbar errorband geoshape image".split(
    " ",
  );
const drawable = ["mark", "layer", "hconcat", "vconcat", "concat", "facet", "repeat", "spec"];

/**
 * A chart cell's text as a Vega-Lite specification.
 * Errors carry the line and column, from 1, in the cell's own text.
 */
export function parseChartSpec(text: string): Outcome<{ spec: JsonObject }> {
  if (text.trim() === "") {
    return wrong(
      "This chart is empty.",
      'Write Vega-Lite, for example { "mark": "bar", "encoding": { … } }.',
    );
  }
  const found = locateJsonError(text);
  if (found)
    return { ok: false, error: { ...located(text, found.index), ...asSql(found), length: found.length } };
  const spec: unknown = JSON.parse(text);
  if (!isJsonObject(spec)) return wrong("A chart is one JSON object.", "Begin with { and end with }.");
  if (hasForbiddenKey(spec)) {
    const place = located(text, Math.max(0, text.indexOf('"__proto__"')));
    const hint = "Remove it: no part of Vega-Lite has this name.";
    return {
      ok: false,
      error: { code: "sql", message: 'The key "__proto__" cannot be used in a chart.', hint, ...place },
    };
  }
  if (Array.isArray(spec.marks)) {
    return wrong(
      "This is Vega; charts here are Vega-Lite.",
      'Vega-Lite says "mark" and "encoding" instead of "marks".',
    );
  }
  if (!drawable.some((key) => spec[key] !== undefined)) {
    return wrong('The chart does not say what to draw: "mark" is missing.', 'Add for example "mark": "bar".');
  }
  const unknownMark = firstUnknownMark(spec);
  if (unknownMark !== null) {
    const place = located(text, Math.max(0, text.indexOf(`"${unknownMark}"`)));
    const hint = `Marks are ${marks.join(", ")}.`;
    return {
      ok: false,
      error: { code: "sql", message: `There is no mark "${unknownMark}".`, hint, ...place },
    };
  }
  return { ok: true, value: { spec } };
}

/** A mark that Vega-Lite does not know, in the chart or in one of its views. */
function firstUnknownMark(spec: JsonObject): string | null {
  const name = markName(spec.mark);
  if (spec.mark !== undefined && !marks.includes(name)) return name;
  const views = ["layer", "hconcat", "vconcat", "concat"].flatMap((key) =>
    Array.isArray(spec[key]) ? spec[key] : [],
  );
  for (const view of [...views, spec.spec].filter(isJsonObject)) {
    const found = firstUnknownMark(view);
    if (found !== null) return found;
  }
  return null;
}

function hasForbiddenKey(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasForbiddenKey);
  if (!isJsonObject(value)) return false;
  return Object.keys(value).includes("__proto__") || Object.values(value).some(hasForbiddenKey);
}

function asSql({ message, hint }: { message: string; hint: string }): EngineError {
  return { code: "sql", message, hint };
}

function wrong(message: string, hint: string): Outcome<never> {
  return { ok: false, error: { code: "sql", message, hint, line: 1, column: 1 } };
}

function located(text: string, index: number): { line: number; column: number } {
  const before = text.slice(0, index);
  return { line: before.split("\n").length, column: index - before.lastIndexOf("\n") };
}
