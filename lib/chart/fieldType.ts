import type { Column } from "../engine/protocol.ts";
import { type ColumnUse, fittingType } from "./columnUse.ts";
import { isBinned } from "./isBinned.ts";
import type { JsonObject } from "./jsonObject.ts";

export type FieldType = "quantitative" | "temporal" | "nominal" | "ordinal" | "geojson";

const types: readonly unknown[] = [
  "quantitative",
  "temporal",
  "nominal",
  "ordinal",
  "geojson",
] satisfies FieldType[];
const discreteChannels = new Set(["row", "column", "facet", "shape"]);

/** The type of a field: as written, else as Vega-Lite infers it, else what fits the column. */
export function fieldType(definition: JsonObject, channel: string, column: Column | null): FieldType {
  const { type, aggregate, timeUnit, bin, sort } = definition;
  if (isFieldType(type)) return type;
  const isTime = column !== null && fittingType(column) === "temporal";
  if (aggregate !== undefined)
    return isTime && (aggregate === "min" || aggregate === "max") ? "temporal" : "quantitative";
  if (Array.isArray(sort)) return "ordinal";
  if (timeUnit !== undefined && timeUnit !== null) return "temporal";
  if (bin !== undefined && bin !== null && bin !== false && !isBinned(bin)) return "quantitative";
  if (column === null || discreteChannels.has(channel)) return "nominal";
  return fittingType(column);
}

/** How a column of that type is used. */
export function typeUse(type: FieldType): ColumnUse {
  return type === "quantitative" || type === "temporal" ? type : "discrete";
}

function isFieldType(type: unknown): type is FieldType {
  return types.includes(type);
}
