import { asJsonObject, isJsonObject, type JsonObject } from "./jsonObject.ts";

/** Calls `change` for every field, value and datum definition of an encoding, arrays and conditions included, and gives back the encoding that its answers make. */
export function mapChannelDefs(
  encoding: JsonObject,
  change: (definition: JsonObject, channel: string) => JsonObject,
): JsonObject {
  const entries = Object.entries(encoding).map(([channel, value]): [string, unknown] => {
    if (Array.isArray(value))
      return [channel, value.map((item) => (isJsonObject(item) ? mapOne(item, channel, change) : item))];
    return [channel, isJsonObject(value) ? mapOne(value, channel, change) : value];
  });
  return Object.fromEntries(entries);
}

/** Every definition of an encoding, with its channel. */
export function channelDefs(encoding: JsonObject): { channel: string; definition: JsonObject }[] {
  const found: { channel: string; definition: JsonObject }[] = [];
  mapChannelDefs(encoding, (definition, channel) => {
    found.push({ channel, definition });
    return definition;
  });
  return found;
}

/** Changes every encoding in a specification, however deep its layers and views; views of a `facet` header too. */
export function mapEncodings(spec: JsonObject, change: (encoding: JsonObject) => JsonObject): JsonObject {
  const changed: Record<string, unknown> = { ...spec };
  if (isJsonObject(spec.encoding)) changed.encoding = change(spec.encoding);
  if (isJsonObject(spec.facet)) {
    const isField = "field" in spec.facet;
    changed.facet = isField ? change({ facet: spec.facet }).facet : change(spec.facet);
  }
  for (const key of ["layer", "hconcat", "vconcat", "concat"]) {
    const views = spec[key];
    if (Array.isArray(views)) changed[key] = views.map((view) => mapEncodings(asJsonObject(view), change));
  }
  if (isJsonObject(spec.spec)) changed.spec = mapEncodings(spec.spec, change);
  return changed;
}

function mapOne(
  definition: JsonObject,
  channel: string,
  change: (definition: JsonObject, channel: string) => JsonObject,
): JsonObject {
  const { condition } = definition;
  const inner = Array.isArray(condition)
    ? condition.map((item) => (isJsonObject(item) ? change(item, channel) : item))
    : isJsonObject(condition)
      ? change(condition, channel)
      : condition;
  const changed = change(definition, channel);
  return inner === condition ? changed : { ...changed, condition: inner };
}
