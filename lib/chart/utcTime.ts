import { expressionInUtc, nowAhead } from "./expression/expressionInUtc.ts";
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

/** Keys whose text is an expression over rows or labels. */
const expressionKeys = new Set(["filter", "calculate", "test", "expr", "labelExpr", "and", "or", "not"]);
const rowKeys = new Set(["values", "datasets", "usermeta"]);

/**
 * A chart whose expressions, written dates and transforms read time in UTC. Time units of encodings are not touched:
 * see `definitionInUtc`. `aheadMs` is how far the clock that times are on is ahead of UTC now.
 */
export function chartInUtc(spec: JsonObject, aheadMs = 0): JsonObject {
  return asJsonObject(inUtcBelow(spec, "", aheadMs));
}

function inUtcBelow(value: unknown, key: string, aheadMs: number): unknown {
  if (typeof value === "string") {
    if (!expressionKeys.has(key)) return value;
    return aheadMs === 0 ? expressionInUtc(value) : nowAhead(expressionInUtc(value), aheadMs);
  }
  if (Array.isArray(value)) return value.map((item) => inUtcBelow(item, key, aheadMs));
  if (!isJsonObject(value)) return value;
  if (isWrittenDate(value)) return { ...value, utc: true };
  const entries = Object.entries(value).map(([name, item]): [string, unknown] => [
    name,
    rowKeys.has(name) ? item : inUtcBelow(item, name, aheadMs),
  ]);
  const changed: JsonObject = Object.fromEntries(entries);
  // An encoding's own unit, beside a type or an axis, is read by its definition.
  const isTransform = changed.as !== undefined || predicateKeys.some((name) => changed[name] !== undefined);
  return isTransform && changed.timeUnit !== undefined
    ? { ...changed, timeUnit: timeUnitInUtc(changed.timeUnit) }
    : changed;
}

const predicateKeys = ["equal", "lt", "lte", "gt", "gte", "oneOf", "range", "valid"];
const dateParts = "year quarter month date day hours minutes seconds milliseconds utc".split(" ");

function isWrittenDate(value: JsonObject): boolean {
  const keys = Object.keys(value);
  return (
    keys.length > 0 &&
    keys.every(
      (key) => dateParts.includes(key) && ["number", "string", "boolean"].includes(typeof value[key]),
    )
  );
}

function timeUnitInUtc(timeUnit: unknown): unknown {
  if (typeof timeUnit === "string") return inUtc(timeUnit);
  if (!isJsonObject(timeUnit)) return timeUnit;
  const unit = typeof timeUnit.unit === "string" ? { unit: inUtc(timeUnit.unit) } : {};
  return { ...timeUnit, ...unit, utc: true };
}
