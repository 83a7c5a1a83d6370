import type { Column } from "../engine/protocol.ts";
import { defaultTitle } from "./defaultTitle.ts";
import { asJsonObject, type JsonObject } from "./jsonObject.ts";
import type { ColumnTime } from "./localTime.ts";

const zoned = new Set(["TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ"]);

/**
 * A definition whose axis says the zone that its moments are read in: the notebook's where it names one, else UTC where
 * the column holds moments of any zone. A title of the chart's own stays. `type` is what the field is drawn as.
 */
export function saidInZone(
  definition: JsonObject,
  {
    channel,
    column,
    type,
    config,
  }: { channel: string; column: (Column & ColumnTime) | null; type: string; config: unknown },
): JsonObject {
  const isAxis = channel === "x" || channel === "y";
  const isMoment = type === "temporal" || (definition.timeUnit !== undefined && definition.timeUnit !== null);
  if (!isAxis || !isMoment || !column) return definition;
  const zone = column.saidIn ?? (zoned.has(column.type) ? "UTC" : null);
  if (zone === null) return definition;
  if (definition.title !== undefined || definition.axis === null) return definition;
  if (asJsonObject(definition.axis).title !== undefined) return definition;
  return { ...definition, title: `${defaultTitle(definition, config)} (${zone})` };
}
