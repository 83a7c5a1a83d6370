import { OnlyVega } from "../onlyVega.ts";
import { asNumber, commonType, computed, type JsValue, textSql, truth, truthSql } from "./jsValue.ts";
import { wholeArithmetic, wholeNumber, wholeQuotient } from "./wholeValue.ts";

/** A binary operator of the Vega expression language; throws OnlyVega where SQL would answer otherwise. */
export function binary(operator: string, a: JsValue, b: JsValue): JsValue {
  switch (operator) {
    case "+":
      if (a.type === "string" || b.type === "string") {
        // Without any text, null is a number.
        if (![a, b].some(({ type, nullable }) => type === "string" && !nullable))
          throw new OnlyVega("text that may be null, next to what is none");
        const sql = `(${textSql(a)} || ${textSql(b)})`;
        return { sql, type: "string", nullable: false, mayBeNaN: false };
      }
      return arithmetic("+", a, b);
    case "-":
    case "*":
    case "/":
    case "%":
      return arithmetic(operator, a, b);
    case "<":
    case "<=":
    case ">":
    case ">=":
      return truth(ordered(operator, a, b));
    case "===":
    case "==":
      return truth(equal(a, b, operator === "=="));
    case "!==":
    case "!=":
      return truth(`NOT ${equal(a, b, operator === "!=")}`);
    default:
      throw new OnlyVega(`the operator ${operator}`);
  }
}

/** `&&` and `||`, which give one of their sides. */
export function logical(operator: string, a: JsValue, b: JsValue): JsValue {
  if (operator !== "&&" && operator !== "||") throw new OnlyVega(`the operator ${operator}`);
  const isAnd = operator === "&&";
  if (a.type === "boolean" && b.type === "boolean" && !a.nullable && !b.nullable)
    return truth(`(${a.sql} ${isAnd ? "AND" : "OR"} ${b.sql})`);
  const [whenTrue, whenFalse] = isAnd ? [b, a] : [a, b];
  return {
    ...commonType(a, b),
    sql: `CASE WHEN ${truthSql(a)} THEN ${whenTrue.sql} ELSE ${whenFalse.sql} END`,
  };
}

/** Of two numbers; anything with NaN is false, which SQL takes for the greatest number. */
export function comparison(operator: string, a: JsValue, b: JsValue): string {
  const [x, y] = sides(a, b);
  const compared = `${x} ${operator} ${y}`;
  const [greater, lesser] = operator.startsWith("<") ? [b, a] : [a, b];
  if (!greater.mayBeNaN) return `(${compared})`;
  // One comparison costs less than two: with both sides turned round, NaN is on the side that has to be less.
  if (!lesser.mayBeNaN) return `(-${x} ${turned[operator]} -${y})`;
  return `(${compared} AND NOT isnan(${greater.sql}))`;
}

const turned: Readonly<Record<string, string>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

/** Both sides of a comparison in whole numbers where they are, which can be looked up without reading all. */
function sides(a: JsValue, b: JsValue): [string, string] {
  return a.whole && b.whole ? [a.whole.sql, b.whole.sql] : [a.sql, b.sql];
}

function arithmetic(operator: string, a: JsValue, b: JsValue): JsValue {
  const [x, y] = [asNumber(a), asNumber(b)];
  const areWhole = x.isWhole === true && y.isWhole === true;
  // Sums of whole numbers stay whole; whether a product is still below 2^53 is not known.
  const isWhole = areWhole && (operator === "+" || operator === "-") && (isSmall(x) || isSmall(y));
  const whole = wholeArithmetic(operator, x, y);
  if (whole) return wholeNumber(whole);
  const value = computed(`(${x.sql} ${operator} ${y.sql})`, !areWhole || "/%".includes(operator), isWhole);
  const floored = operator === "/" ? wholeQuotient(x, y) : undefined;
  return floored ? { ...value, mayBeNaN: false, floored } : value;
}

function isSmall({ literal }: JsValue): boolean {
  return typeof literal === "number" && Math.abs(literal) < 1e9;
}

function ordered(operator: string, a: JsValue, b: JsValue): string {
  if (a.type === "string" && b.type === "string") {
    // By UTF-16 units and by bytes, text has the same order where one side is plain ASCII.
    if (!isAscii(a.literal) && !isAscii(b.literal)) throw new OnlyVega("the order of text");
    const sql = `(${a.sql} ${operator} ${b.sql})`;
    // Null counts as 0, and no text here is a number that could be compared to it.
    if ((a.nullable && !isWordLiteral(b.literal)) || (b.nullable && !isWordLiteral(a.literal)))
      throw new OnlyVega("the order of text and null");
    return a.nullable || b.nullable ? `coalesce(${sql}, false)` : sql;
  }
  return comparison(operator, asNumber(a), asNumber(b));
}

function equal(a: JsValue, b: JsValue, isLoose: boolean): string {
  if (a.type === "null" || b.type === "null") {
    const other = a.type === "null" ? b : a;
    if (other.type === "null") return "true";
    if (!isLoose && other.nullable === "undefined") return "false";
    return `(${other.sql} IS NULL)`;
  }
  if (a.type !== b.type) {
    if (isLoose) throw new OnlyVega("== between two types");
    if (!a.nullable || !b.nullable) return "false";
    throw new OnlyVega("=== between two types");
  }
  if ([a, b].some(({ nullable }) => nullable === "undefined")) throw new OnlyVega("undefined");
  const isNullable = a.nullable && b.nullable;
  const [x, y] = sides(a, b);
  const same = isNullable ? `${x} IS NOT DISTINCT FROM ${y}` : `${x} = ${y}`;
  // NaN equals nothing; both sides are NaN wherever SQL takes them for equal.
  const nan = a.mayBeNaN && b.mayBeNaN ? ` AND NOT coalesce(isnan(${a.sql}), false)` : "";
  const sql = `(${same}${nan})`;
  return !isNullable && (a.nullable || b.nullable) ? `coalesce(${sql}, false)` : sql;
}

function isAscii(literal: JsValue["literal"]): boolean {
  return typeof literal === "string" && /^[ -~]*$/.test(literal);
}

function isWordLiteral(literal: JsValue["literal"]): boolean {
  return typeof literal === "string" && Number.isNaN(Number(literal));
}
