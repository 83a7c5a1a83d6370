import { quoteLiteral } from "../../../sql/quote.ts";
import type { CastRule } from "./CastRule.ts";

/** How numbers are written: the sign before the fraction, and the one between groups of three digits. */
export interface NumberStyle {
  decimal: "." | ",";
  /** "" where digits stand in no groups. */
  thousands: string;
}

const match = (t: string, pattern: string) => `regexp_full_match(${t}, ${quoteLiteral(pattern)})`;
const wholePattern = "[+-]?(0|[1-9][0-9]*)";
// A plus and many digits is a telephone number.
const phone = "\\+[0-9]{7,}";

/** Whole numbers without zeros in front, as BIGINT. */
export const integerRule: CastRule = {
  type: "BIGINT",
  label: "integer",
  fits: (t) =>
    `(${match(t, wholePattern)} AND NOT ${match(t, phone)} AND try_cast(${t} AS BIGINT) IS NOT NULL)`,
  cast: (t) => `try_cast(${t} AS BIGINT)`,
  looks: (text) => /^[+-]?(?:0|[1-9]\d*)$/.test(text) && !/^\+\d{7,}$/.test(text) && text.length < 20,
  note: null,
  isNumber: true,
};

/** Whole numbers beyond BIGINT, of up to 38 digits. */
export const hugeRule: CastRule = {
  type: "HUGEINT",
  label: "large integer",
  fits: (t) => `(${match(t, "[+-]?(0|[1-9][0-9]{0,37})")} AND NOT ${match(t, phone)})`,
  cast: (t) => `try_cast(${t} AS HUGEINT)`,
  looks: (text) => /^[+-]?(?:0|[1-9]\d{0,37})$/.test(text) && !/^\+\d{7,}$/.test(text),
  note: null,
  isNumber: true,
};

function mantissaDigits(t: string): string {
  return `regexp_replace(split_part(lower(${t}), 'e', 1), '[^0-9]', '', 'g')`;
}

/** SQL: how many digits of a number matter, without its exponent and the zeros around. */
function significantDigits(t: string): string {
  return `length(trim(${mantissaDigits(t)}, '0'))`;
}

/** Numbers that come back from a DOUBLE with the digits they went in with, neither too large for it nor too small. */
export const doubleRule: CastRule = {
  type: "DOUBLE",
  label: "number",
  fits: (t) => {
    const value = `try_cast(${t} AS DOUBLE)`;
    const isNumber = match(t, "[+-]?((0|[1-9][0-9]*)(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    const digits = `${significantDigits(t)} <= CASE WHEN contains(${t}, '.') THEN 17 ELSE 15 END`;
    const isKept = `isfinite(${value}) AND (${value} <> 0 OR ${significantDigits(t)} = 0)`;
    const isWord = `lower(${t}) IN ('nan', 'inf', '-inf', 'infinity', '-infinity')`;
    return `((${isNumber} AND ${digits} AND ${isKept} AND NOT ${match(t, phone)}) OR ${isWord})`;
  },
  cast: (t) => `try_cast(${t} AS DOUBLE)`,
  looks: (text) =>
    (/^[+-]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) && !/^\+\d{7,}$/.test(text)) ||
    /^(?:nan|[+-]?inf(?:inity)?)$/i.test(text),
  note: null,
  isNumber: true,
};

/** Numbers with more digits than a DOUBLE keeps; `whole` digits before and `scale` after the point. */
export function decimalRule(whole: number, scale: number): CastRule | null {
  if (whole + scale > 38) return null;
  const type = `DECIMAL(38,${scale})`;
  return {
    type,
    label: "decimal",
    fits: (t) =>
      `(${match(t, "[+-]?((0|[1-9][0-9]*)(\\.[0-9]*)?|\\.[0-9]+)")} AND NOT ${match(t, phone)} ` +
      `AND try_cast(${t} AS ${type}) IS NOT NULL)`,
    cast: (t) => `try_cast(${t} AS ${type})`,
    looks: (text) => /^[+-]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)$/.test(text),
    note: "has more digits than a DOUBLE keeps",
    isNumber: true,
  };
}

/** Numbers in another style than SQL's: `1.234,5`, `1 234.5`. */
export function styledNumberRule(style: NumberStyle): CastRule {
  const { decimal, thousands } = style;
  const escaped = (mark: string) => mark.replace(/[.\\+*?^$()[\]{}|]/g, "\\$&");
  const digits =
    thousands === "" ? "(0|[1-9][0-9]*)" : `(0|[1-9][0-9]*|[1-9][0-9]{0,2}(${escaped(thousands)}[0-9]{3})+)`;
  const pattern = `[+-]?${digits}(${escaped(decimal)}[0-9]+)?`;
  const plain = (t: string) => {
    const joined = thousands === "" ? t : `replace(${t}, ${quoteLiteral(thousands)}, '')`;
    return decimal === "." ? joined : `replace(${joined}, ${quoteLiteral(decimal)}, '.')`;
  };
  const expression = new RegExp(`^${pattern}$`);
  const marks = [
    thousands === "" ? "" : `"${thousands}" between thousands`,
    decimal === "," ? `"," before the fraction` : "",
  ];
  return {
    type: "DOUBLE",
    label: "number",
    fits: (t) => `(${match(t, pattern)} AND ${significantDigits(t)} <= 15)`,
    cast: (t) => `try_cast(${plain(t)} AS DOUBLE)`,
    looks: (text) => expression.test(text),
    note: `numbers are read with ${marks.filter((mark) => mark !== "").join(" and ")}`,
  };
}
