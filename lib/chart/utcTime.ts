import { asJsonObject, isJsonObject, type JsonObject } from "./jsonObject.ts";
import { inUtc } from "./timeUnitSql.ts";

/** A definition whose time is read and written in UTC, so that the reader's own zone shifts nothing. */
export function definitionInUtc(definition: JsonObject): JsonObject {
  const { timeUnit } = definition;
  if (timeUnit !== undefined && timeUnit !== null)
    return { ...definition, timeUnit: timeUnitInUtc(timeUnit) };
  if (definition.type !== "temporal") return definition;
  const { scale } = definition;
  if (scale === null) return definition;
  const scaleType = asJsonObject(scale).type;
  if (scaleType !== undefined && scaleType !== "time") return definition;
  return { ...definition, scale: { ...asJsonObject(scale), type: "utc" } };
}

/** A definition ready to draw: its time in UTC; a second end (`x2`) without the type that its first end has. */
export function asDrawn(definition: JsonObject, channel: string): JsonObject {
  if (!channel.endsWith("2")) return definitionInUtc(definition);
  const { type: _type, ...rest } = definition;
  return definitionInUtc(rest);
}

/** Transforms whose time units are read in UTC. */
export function transformsInUtc(spec: JsonObject): JsonObject {
  const changed: Record<string, unknown> = { ...spec };
  if (Array.isArray(spec.transform)) {
    changed.transform = spec.transform.map((step: unknown) =>
      isJsonObject(step) && step.timeUnit !== undefined
        ? { ...step, timeUnit: timeUnitInUtc(step.timeUnit) }
        : step,
    );
  }
  for (const key of ["layer", "hconcat", "vconcat", "concat"]) {
    const views = spec[key];
    if (Array.isArray(views)) changed[key] = views.map((view) => transformsInUtc(asJsonObject(view)));
  }
  if (isJsonObject(spec.spec)) changed.spec = transformsInUtc(spec.spec);
  return changed;
}

function timeUnitInUtc(timeUnit: unknown): unknown {
  if (typeof timeUnit === "string") return inUtc(timeUnit);
  if (!isJsonObject(timeUnit)) return timeUnit;
  const unit = typeof timeUnit.unit === "string" ? { unit: inUtc(timeUnit.unit) } : {};
  return { ...timeUnit, ...unit, utc: true };
}
