import { epochMs } from "../columnUse.ts";
import { compileTest } from "../expression/compileExpression.ts";
import { inRange } from "../expression/functions.ts";
import {
  asNumber,
  booleanValue,
  type JsValue,
  nothing,
  numberValue,
  stringValue,
} from "../expression/jsValue.ts";
import { binary, comparison } from "../expression/operators.ts";
import { isJsonObject, type JsonObject } from "../jsonObject.ts";
import { OnlyVega } from "../onlyVega.ts";
import { dateTimeMs, isDateTime } from "./dateTime.ts";
import { columnValue, fieldsOf, namedColumn, type RowSource } from "./rowSource.ts";
import { columnUnitStart } from "./unitStartSql.ts";

/** A filter of Vega-Lite as a SQL condition that is never NULL; throws OnlyVega where SQL would choose other rows. */
export function predicateSql(predicate: unknown, source: RowSource): string {
  if (typeof predicate === "string") return compileTest(predicate, fieldsOf(source));
  if (!isJsonObject(predicate)) throw new OnlyVega("a filter of another kind");
  const { and, or, not } = predicate;
  if (Array.isArray(and)) return joined(and, " AND ", "true", source);
  if (Array.isArray(or)) return joined(or, " OR ", "false", source);
  if (not !== undefined) return `(NOT ${predicateSql(not, source)})`;
  if (predicate.param !== undefined) throw new OnlyVega("a selection");
  return fieldTest(predicate, source);
}

function joined(parts: readonly unknown[], between: string, none: string, source: RowSource): string {
  return parts.length === 0 ? none : `(${parts.map((part) => predicateSql(part, source)).join(between)})`;
}

function fieldTest(predicate: JsonObject, source: RowSource): string {
  const { field, timeUnit, equal, lt, lte, gt, gte, oneOf, range, valid } = predicate;
  const column = namedColumn(source, field);
  const isUnit = timeUnit !== undefined && timeUnit !== null;
  const value = isUnit
    ? asNumber({
        sql: epochMs(columnUnitStart(timeUnit, column)),
        type: "number",
        nullable: "undefined",
        mayBeNaN: false,
      })
    : columnValue(column);
  const literal = (written: unknown): JsValue => {
    if (isUnit && typeof written === "number" && written < 10_000) throw new OnlyVega("a part of a date");
    const found = writtenValue(written, isUnit);
    // Vega-Lite converts a column to the type that it is compared to.
    if (found.type !== value.type && found.type !== "null") throw new OnlyVega("a value of another type");
    if (isDateTime(written) && !isUnit && (equal !== undefined || oneOf !== undefined))
      throw new OnlyVega("a date that equals another");
    return found;
  };
  if (equal !== undefined) return binary("===", value, literal(equal)).sql;
  if (lt !== undefined) return binary("<", value, literal(lt)).sql;
  if (lte !== undefined) return binary("<=", value, literal(lte)).sql;
  if (gt !== undefined) return binary(">", value, literal(gt)).sql;
  if (gte !== undefined) return binary(">=", value, literal(gte)).sql;
  if (Array.isArray(oneOf)) {
    const tests = oneOf.map((item) => binary("===", value, literal(item)).sql);
    return tests.length > 0 ? `(${tests.join(" OR ")})` : "false";
  }
  if (Array.isArray(range) && range.length === 2)
    return rangeTest(
      value,
      range.map((end) => (end === null ? null : literal(end))),
    );
  if (typeof valid === "boolean") return validTest(value, valid);
  throw new OnlyVega("a filter of another kind");
}

function rangeTest(value: JsValue, [low, high]: readonly (JsValue | null | undefined)[]): string {
  if (low && high) return inRange(value, low, high).sql;
  const number = asNumber(value);
  if (low) return comparison(">=", number, low);
  if (high) return comparison("<=", number, high);
  return "true";
}

function validTest(value: JsValue, isWanted: boolean): string {
  // Text is valid where it reads as a number, which SQL decides otherwise.
  if (value.type === "string") throw new OnlyVega("text as a number");
  const isValid =
    value.type === "number" && !value.whole
      ? `coalesce(isfinite(${value.sql}), false)`
      : `(${value.sql} IS NOT NULL)`;
  return isWanted ? isValid : `(NOT ${isValid})`;
}

function writtenValue(written: unknown, isTime: boolean): JsValue {
  if (isDateTime(written)) return numberValue(dateTimeMs(written));
  if (written === null) return nothing;
  if (typeof written === "number") return numberValue(written);
  if (typeof written === "boolean" && !isTime) return booleanValue(written);
  if (typeof written === "string" && !isTime) return stringValue(written);
  throw new OnlyVega("a value of another kind");
}
