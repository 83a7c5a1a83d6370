import { quoteLiteral } from "../../sql/quote.ts";
import { OnlyVega } from "../onlyVega.ts";
import type { Whole } from "./wholeValue.ts";

/** The kinds of JavaScript values that SQL can follow; a moment is the number of its milliseconds since 1970. */
export type JsType = "number" | "string" | "boolean" | "null";

/** A SQL expression that stands for a JavaScript value: DOUBLE, VARCHAR or BOOLEAN, and NULL where that is null. */
export interface JsValue {
  sql: string;
  type: JsType;
  /** Whether it can be NULL; "undefined" where a NULL stands for `undefined`, which counts as NaN and not as 0. */
  nullable: boolean | "undefined";
  mayBeNaN: boolean;
  /** Its number is whole and below 2^53, so that its text is its digits. */
  isWhole?: boolean;
  /** The same number in whole numbers, where it has none but these, and no -0; NULL where `sql` is. */
  whole?: Whole;
  /** Where it is a quotient: the same rounded down. */
  floored?: Whole;
  /** The UTC TIMESTAMP behind a number of milliseconds. */
  moment?: string;
  /** The value itself, where it stands in the expression. */
  literal?: string | number | boolean | null;
}

export const nothing: JsValue = {
  sql: "NULL",
  type: "null",
  nullable: true,
  mayBeNaN: false,
  literal: null,
};

/** A number that is written out. */
export function numberValue(value: number): JsValue {
  const sql = Number.isNaN(value)
    ? "'NaN'::DOUBLE"
    : Number.isFinite(value)
      ? Number.isSafeInteger(value) && !Object.is(value, -0)
        ? `${value}::DOUBLE`
        : `'${Object.is(value, -0) ? "-0" : value}'::DOUBLE`
      : value > 0
        ? "'Infinity'::DOUBLE"
        : "'-Infinity'::DOUBLE";
  return {
    sql: value < 0 ? `(${sql})` : sql,
    type: "number",
    nullable: false,
    mayBeNaN: Number.isNaN(value),
    isWhole: Number.isSafeInteger(value),
    ...(Number.isSafeInteger(value) && !Object.is(value, -0)
      ? { whole: { sql: value < 0 ? `(${value})` : `${value}`, range: [value, value] as const } }
      : {}),
    literal: value,
  };
}

/** Text that is written out; half a character, which UTF-8 cannot hold, is left to Vega. */
export function stringValue(value: string): JsValue {
  if (/\p{Surrogate}/u.test(value)) throw new OnlyVega("half a character");
  return { sql: quoteLiteral(value), type: "string", nullable: false, mayBeNaN: false, literal: value };
}

export function booleanValue(value: boolean): JsValue {
  return { sql: String(value), type: "boolean", nullable: false, mayBeNaN: false, literal: value };
}

/** A number computed by SQL, which is never NULL. */
export function computed(sql: string, mayBeNaN = true, isWhole = false): JsValue {
  return { sql, type: "number", nullable: false, mayBeNaN, isWhole };
}

/** A truth computed by SQL, which is never NULL. */
export function truth(sql: string): JsValue {
  return { sql, type: "boolean", nullable: false, mayBeNaN: false };
}

/** The value as JavaScript's `+value` has it; text is left to Vega, whose reading of digits is not SQL's. */
export function asNumber(value: JsValue): JsValue {
  switch (value.type) {
    case "null":
      return numberValue(0);
    case "boolean":
      return computed(
        value.nullable ? `coalesce(${value.sql}::INTEGER, 0)::DOUBLE` : `${value.sql}::INTEGER::DOUBLE`,
        false,
        true,
      );
    case "number": {
      if (!value.nullable) return value;
      const isGone = value.nullable === "undefined";
      const { moment: _moment, whole, floored: _floored, ...rest } = value;
      const other = isGone ? "'NaN'::DOUBLE" : "0";
      const [least, greatest] = whole?.range ?? [0, 0];
      const range = [Math.min(0, least), Math.max(0, greatest)] as const;
      return {
        ...rest,
        sql: `coalesce(${value.sql}, ${other})`,
        ...(whole && !isGone ? { whole: { sql: `coalesce(${whole.sql}, 0)`, range } } : {}),
        nullable: false,
        mayBeNaN: value.mayBeNaN || isGone,
      };
    }
    default:
      throw new OnlyVega("text as a number");
  }
}

/** SQL for whether JavaScript takes the value for true; never NULL. */
export function truthSql(value: JsValue): string {
  switch (value.type) {
    case "null":
      return "false";
    case "boolean":
      return value.nullable ? `coalesce(${value.sql}, false)` : value.sql;
    case "number": {
      const parts = [`${value.sql} <> 0`, ...(value.mayBeNaN ? [`NOT isnan(${value.sql})`] : [])];
      const sql = `(${parts.join(" AND ")})`;
      return value.nullable ? `coalesce(${sql}, false)` : sql;
    }
    default:
      return value.nullable ? `coalesce(${value.sql} <> '', false)` : `(${value.sql} <> '')`;
  }
}

/** The value's text as JavaScript joins it to other text; numbers that may have a fraction are left to Vega. */
export function textSql(value: JsValue): string {
  if (value.nullable === "undefined") throw new OnlyVega("undefined as text");
  const orNull = (sql: string) => (value.nullable ? `coalesce(${sql}, 'null')` : sql);
  switch (value.type) {
    case "null":
      return "'null'";
    case "string":
      return orNull(value.sql);
    case "boolean":
      return orNull(`${value.sql}::VARCHAR`);
    default:
      if (typeof value.literal === "number") return quoteLiteral(String(value.literal));
      if (!value.isWhole || value.mayBeNaN) throw new OnlyVega("a number as text");
      return orNull(value.whole ? `${value.whole.sql}::VARCHAR` : `${value.sql}::BIGINT::VARCHAR`);
  }
}

/** Two values of one type, as the branches of `?:` and the sides of `||` must be; a bare null takes the other's. */
export function commonType(a: JsValue, b: JsValue): Omit<JsValue, "sql"> {
  if (a.type !== b.type && a.type !== "null" && b.type !== "null") throw new OnlyVega("values of two types");
  if ([a, b].some(({ nullable }) => nullable === "undefined")) throw new OnlyVega("undefined");
  return {
    type: a.type === "null" ? b.type : a.type,
    nullable: a.nullable || b.nullable,
    mayBeNaN: a.mayBeNaN || b.mayBeNaN,
    isWhole: [a, b].every(({ type, isWhole }) => type === "null" || isWhole === true),
  };
}
