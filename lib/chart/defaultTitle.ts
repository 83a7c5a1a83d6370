import { asJsonObject, type JsonObject } from "./jsonObject.ts";
import { unitParts } from "./timeUnitSql.ts";

/** The title that Vega-Lite itself would give a field, for when the field is drawn under another name. */
export function defaultTitle(definition: JsonObject, config: unknown): string {
  const { fieldTitle, countTitle } = asJsonObject(config);
  const { aggregate, timeUnit, bin } = definition;
  const field = typeof definition.field === "string" ? definition.field.replace(/\\(.)/g, "$1") : "";
  if (fieldTitle === "plain") return field;
  const isBin = bin !== undefined && bin !== null && bin !== false && bin !== "binned";
  const unit = typeof timeUnit === "string" ? unitParts(timeUnit) : null;
  if (fieldTitle === "functional") {
    const call = typeof aggregate === "string" ? aggregate : unit ? unit.join("") : isBin ? "bin" : "";
    return call === "" ? field : `${call.toUpperCase()}(${field})`;
  }
  const { argmin, argmax } = asJsonObject(aggregate);
  if (typeof argmax === "string") return `${field} for max ${argmax}`;
  if (typeof argmin === "string") return `${field} for min ${argmin}`;
  if (aggregate === "count") return typeof countTitle === "string" ? countTitle : "Count of Records";
  if (isBin) return `${field} (binned)`;
  if (unit) return `${field} (${unit.join("-")})`;
  if (typeof aggregate === "string")
    return `${aggregate.charAt(0).toUpperCase()}${aggregate.slice(1)} of ${field}`;
  return field;
}

/**
 * The title of a field that is drawn under another name. `"title": null` hides the title of the axis, legend or header
 * only: tooltips still need a name for the value.
 */
export function drawnTitle(definition: JsonObject, channel: string, config: unknown): JsonObject {
  if (definition.title !== undefined && definition.title !== null) return { title: definition.title };
  const title = defaultTitle(definition, config);
  if (definition.title === undefined) return { title };
  const guide = guideOf(channel);
  if (guide === null || definition[guide] === null) return { title };
  return { title, [guide]: { ...asJsonObject(definition[guide]), title: null } };
}

function guideOf(channel: string): "axis" | "legend" | "header" | null {
  if (channel === "x" || channel === "y") return "axis";
  if (channel === "row" || channel === "column" || channel === "facet") return "header";
  return [
    "text",
    "tooltip",
    "detail",
    "order",
    "key",
    "href",
    "url",
    "description",
    "theta",
    "radius",
  ].includes(channel)
    ? null
    : "legend";
}
