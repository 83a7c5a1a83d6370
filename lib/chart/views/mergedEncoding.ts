import { asJsonObject, isJsonObject, type JsonObject } from "../jsonObject.ts";

/** The encoding of a layer with what the layers around it share, put together as Vega-Lite does. */
export function mergedEncoding(shared: JsonObject, own: JsonObject): JsonObject {
  const merged: Record<string, unknown> = { ...shared, ...own };
  for (const [channel, definition] of Object.entries(own)) {
    const around = asJsonObject(shared[channel]);
    if (!isJsonObject(definition)) continue;
    const { condition } = definition;
    if (definition.field !== undefined || definition.aggregate === "count" || definition.datum !== undefined)
      merged[channel] = { ...around, ...definition };
    else if (isJsonObject(condition) && (condition.field !== undefined || condition.datum !== undefined))
      merged[channel] = { ...definition, condition: { ...around, ...condition } };
  }
  return merged;
}
