import type { Column } from "../engine/protocol.ts";
import { defaultTitle } from "./defaultTitle.ts";
import { asJsonObject, type JsonObject } from "./jsonObject.ts";

const zoned = new Set(["TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ"]);

/**
 * A definition whose axis says that its moments are read in UTC, where the column holds moments of any zone and the
 * chart gives no title of its own. `type` is what the field is drawn as.
 */
export function saidInUtc(
  definition: JsonObject,
  {
    channel,
    column,
    type,
    config,
  }: { channel: string; column: Column | null; type: string; config: unknown },
): JsonObject {
  const isAxis = channel === "x" || channel === "y";
  const isMoment = type === "temporal" || (definition.timeUnit !== undefined && definition.timeUnit !== null);
  if (!isAxis || !isMoment || !column || !zoned.has(column.type)) return definition;
  if (definition.title !== undefined || definition.axis === null) return definition;
  if (asJsonObject(definition.axis).title !== undefined) return definition;
  return { ...definition, title: `${defaultTitle(definition, config)} (UTC)` };
}
