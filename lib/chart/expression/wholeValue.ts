import type { JsValue } from "./jsValue.ts";

/** A number as SQL has it in whole numbers, which are exact, quicker than doubles, and narrow keys of groups. */
export interface Whole {
  sql: string;
  /** No value lies outside, ends included; both are below 2^53, so that a double holds each one. */
  range: readonly [number, number];
}

/** What an operator makes of two whole numbers; undefined where JavaScript's answer may be no whole number, or -0. */
export function wholeArithmetic(operator: string, a: JsValue, b: JsValue): Whole | undefined {
  if (!a.whole || !b.whole) return undefined;
  const [x, y] = [a.whole, b.whole];
  const [[x0, x1], [y0, y1]] = [x.range, y.range];
  switch (operator) {
    case "+":
      return wide(`(${big(a)} + ${big(b)})`, [x0 + y0, x1 + y1]);
    case "-":
      return wide(`(${big(a)} - ${big(b)})`, [x0 - y1, x1 - y0]);
    case "*": {
      // Zero times what is below zero is -0.
      if ((y0 < 0 && x0 <= 0 && x1 >= 0) || (x0 < 0 && y0 <= 0 && y1 >= 0)) return undefined;
      const products = [x0 * y0, x0 * y1, x1 * y0, x1 * y1];
      return wide(`(${big(a)} * ${big(b)})`, [Math.min(...products), Math.max(...products)]);
    }
    case "%":
      // What is below zero leaves what is below zero, or -0; what is divided by zero leaves NaN.
      if (x0 < 0 || y0 <= 0) return undefined;
      return { sql: `(${x.sql} % ${y.sql})`, range: [0, Math.min(x1, y1 - 1)] };
    default:
      return undefined;
  }
}

/** A whole number divided by one that is written out, rounded down; undefined where the quotient may be below zero. */
export function wholeQuotient(a: JsValue, { literal }: JsValue): Whole | undefined {
  if (!a.whole || typeof literal !== "number" || !Number.isSafeInteger(literal) || literal <= 0)
    return undefined;
  const [least, greatest] = a.whole.range;
  if (least < 0) return undefined;
  return {
    sql: `(${a.whole.sql} // ${literal})`,
    range: [Math.floor(least / literal), Math.floor(greatest / literal)],
  };
}

/** A whole number as a value of JavaScript. */
export function wholeNumber(whole: Whole): JsValue {
  return {
    sql: `${whole.sql}::DOUBLE`,
    type: "number",
    nullable: false,
    mayBeNaN: false,
    isWhole: true,
    whole,
  };
}

/** The narrowest of DuckDB's types that is worth a cast: small ones make groups without hashing. */
export function wholeType({ range: [least, greatest] }: Whole): string {
  if (least >= -(2 ** 7) && greatest < 2 ** 7) return "TINYINT";
  if (least >= -(2 ** 15) && greatest < 2 ** 15) return "SMALLINT";
  return "BIGINT";
}

/** Wide enough for any sum or product that is below 2^53, which narrower types would end with an error. */
function big({ whole, literal }: JsValue): string {
  if (typeof literal === "number") return literal < 0 ? `(${literal})` : `${literal}`;
  return `${whole?.sql}::BIGINT`;
}

function wide(sql: string, range: readonly [number, number]): Whole | undefined {
  return range[0] >= Number.MIN_SAFE_INTEGER && range[1] <= Number.MAX_SAFE_INTEGER
    ? { sql, range }
    : undefined;
}
