import type { BoundValue } from "../engine/protocol.ts";
import { duckTimeMark } from "../sandbox/packValue.ts";
import { dayNumber } from "./dateParts.ts";
import { maxDecimalDigits } from "./exactNumber.ts";
import { numberType } from "./numberType.ts";
import type { ParamDefinition, ParamValue } from "./param.ts";

/** A value for SQL: written as a literal and cast to a DuckDB type. */
export interface TypedValue {
  readonly value: BoundValue;
  readonly type: string;
}

/** What an input gives to other cells. */
export interface BoundParam {
  /** For `{{name}}`, by what stands behind the name: "" for the value itself, "start" and "end" for a range. */
  readonly sql: Readonly<Record<string, TypedValue>>;
  /** For TypeScript, as `packValue` sends values. */
  readonly packed: unknown;
}

/** Digits that a JavaScript number keeps exactly. */
const exactDigits = 15;

/**
 * The typed variable that an input is. `columnType` is the DuckDB type of the column its options come from. Numbers go
 * to SQL as their exact text, and to TypeScript as a number where that is exact, else as bigint or text.
 */
export function bindParam(
  definition: ParamDefinition,
  value: ParamValue,
  columnType: string | null = null,
): BoundParam {
  const one = (typed: TypedValue): BoundParam => ({
    sql: { "": typed },
    packed: packed(typed.value, typed.type),
  });
  switch (definition.type) {
    case "text":
      return one({ value: plainValue(value), type: "VARCHAR" });
    case "checkbox":
      return one({ value: plainValue(value), type: "BOOLEAN" });
    case "number":
    case "slider":
      return one({ value: plainValue(value), type: definition.as ?? typeOfNumbers([value]) });
    case "date":
      return one({ value: plainValue(value), type: "DATE" });
    case "date range":
      return bindRange(value);
    case "select":
      return one({ value: plainValue(value), type: choiceType(definition, columnType, [value]) });
    case "multi-select": {
      const items = Array.isArray(value) ? value.map(plainValue) : [];
      const type = choiceType(definition, columnType, items);
      return {
        sql: { "": { value: items, type: `${type}[]` } },
        packed: items.map((item) => packed(item, type)),
      };
    }
    case "file":
      return { sql: {}, packed: undefined };
  }
}

function bindRange(value: ParamValue): BoundParam {
  const { start, end } = typeof value === "object" && value !== null && "start" in value ? value : nothing;
  return {
    sql: { start: { value: start, type: "DATE" }, end: { value: end, type: "DATE" } },
    packed: { start: packed(start, "DATE"), end: packed(end, "DATE") },
  };
}

const nothing = { start: null, end: null };

/** The type that holds all of them; BIGINT where there is none. */
function typeOfNumbers(values: readonly unknown[]): string {
  const types = values.map((value) => (typeof value === "string" ? numberType(value) : null));
  if (types.includes("DOUBLE")) return "DOUBLE";
  let [whole, places] = [0, 0];
  for (const type of types) {
    const [, width, scale] = /^DECIMAL\((\d+),(\d+)\)$/.exec(type ?? "") ?? [];
    if (width === undefined) continue;
    places = Math.max(places, Number(scale));
    whole = Math.max(whole, Number(width) - Number(scale));
  }
  if (places === 0) return types.includes("HUGEINT") ? "HUGEINT" : "BIGINT";
  for (const value of values) {
    if (typeof value === "string" && !value.includes("."))
      whole = Math.max(whole, value.replace("-", "").length);
  }
  return whole + places <= maxDecimalDigits ? `DECIMAL(${whole + places},${places})` : "DOUBLE";
}

function choiceType(
  definition: Extract<ParamDefinition, { choices: unknown }>,
  columnType: string | null,
  values: readonly unknown[],
): string {
  const { choices } = definition;
  if (choices.kind === "column") return columnType ?? "VARCHAR";
  if (choices.of === "text") return "VARCHAR";
  // Of all that could be chosen, so that the type does not change with the choice.
  return typeOfNumbers([...choices.options.map(({ value }) => value), ...values]);
}

function plainValue(value: ParamValue | undefined): string | boolean | null {
  return typeof value === "string" || typeof value === "boolean" ? value : null;
}

/** The text that DuckDB prints of a value of this type, as TypeScript cells see such values of a relation. */
function packed(value: BoundValue, type: string): unknown {
  if (typeof value !== "string") return value;
  if (type === "DATE" && /^\d{4}-\d\d-\d\d$/.test(value))
    return { [duckTimeMark]: "DATE", steps: dayNumber(value) };
  if (type === "BOOLEAN") return value === "true";
  if (type === "DOUBLE" || type === "FLOAT") return Number(value);
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type)) {
    const whole = BigInt(value);
    return BigInt(Number.MIN_SAFE_INTEGER) <= whole && whole <= BigInt(Number.MAX_SAFE_INTEGER)
      ? Number(whole)
      : whole;
  }
  if (type.startsWith("DECIMAL")) {
    return value.replace(/\D/g, "").length <= exactDigits ? Number(value) : value;
  }
  return value;
}
