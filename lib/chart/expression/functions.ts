import { OnlyVega } from "../onlyVega.ts";
import { dateFunction } from "./dateFunctions.ts";
import { asNumber, computed, type JsValue, numberValue, stringValue, textSql, truth } from "./jsValue.ts";
import { comparison } from "./operators.ts";
import { wholeNumber } from "./wholeValue.ts";

type Rule = (args: readonly JsValue[]) => JsValue;

const nan = "'NaN'::DOUBLE";

/** One number in, one number out, with what SQL refuses answered as JavaScript does. */
function ofOne(rule: (x: string) => string): Rule {
  return (args) => {
    const [first] = args;
    if (!first || args.length !== 1) throw new OnlyVega("a number of arguments");
    return computed(rule(asNumber(first).sql));
  };
}

/** Functions that keep whole numbers whole. */
function rounding(rule: (x: string) => string): Rule {
  return (args) => {
    const [first] = args;
    if (!first || args.length !== 1) throw new OnlyVega("a number of arguments");
    const x = asNumber(first);
    if (x.whole) return x;
    return computed(rule(x.sql), x.mayBeNaN, x.isWhole === true);
  };
}

function absolute(args: readonly JsValue[]): JsValue {
  const [first] = args;
  if (!first || args.length !== 1) throw new OnlyVega("a number of arguments");
  const x = asNumber(first);
  if (!x.whole) return computed(`abs(${x.sql})`, x.mayBeNaN, x.isWhole === true);
  const [least, greatest] = x.whole.range;
  if (least >= 0) return x;
  const range = [0, Math.max(-least, greatest)] as const;
  return wholeNumber({ sql: `abs(${x.whole.sql}::BIGINT)`, range });
}

function extreme(name: "greatest" | "least"): Rule {
  return (args) => {
    if (args.length === 0) throw new OnlyVega(name);
    const values = args.map(asNumber);
    const sql = `${name}(${values.map((value) => value.sql).join(", ")})`;
    // SQL takes NaN for the greatest number; JavaScript lets it win on both sides.
    const odd = values.filter(({ mayBeNaN }) => mayBeNaN).map((value) => `isnan(${value.sql})`);
    const isWhole = values.every((value) => value.isWhole === true);
    return computed(
      odd.length > 0 ? `CASE WHEN ${odd.join(" OR ")} THEN ${nan} ELSE ${sql} END` : sql,
      odd.length > 0,
      isWhole,
    );
  };
}

const within = (test: string, sql: string) => `CASE WHEN ${test} THEN ${sql} ELSE ${nan} END`;
const finite = (x: string, sql: string) => within(`isfinite(${x})`, sql);

const rules: Readonly<Record<string, Rule>> = {
  abs: absolute,
  ceil: rounding((x) => `ceil(${x})`),
  floor: (args) =>
    args.length === 1 && args[0]?.floored
      ? wholeNumber(args[0].floored)
      : rounding((x) => `floor(${x})`)(args),
  // Halves go up, towards greater numbers.
  round: rounding(
    (x) => `(floor(${x}) + CASE WHEN ${x} - floor(${x}) >= 0.5 AND isfinite(${x}) THEN 1 ELSE 0 END)`,
  ),
  sqrt: ofOne((x) => within(`${x} >= 0`, `sqrt(greatest(${x}, 0))`)),
  exp: ofOne((x) => `exp(${x})`),
  log: ofOne(
    (x) =>
      `CASE WHEN ${x} > 0 THEN ln(CASE WHEN ${x} > 0 THEN ${x} ELSE 1 END) WHEN ${x} = 0 THEN '-Infinity'::DOUBLE ELSE ${nan} END`,
  ),
  sin: ofOne((x) => finite(x, `sin(CASE WHEN isfinite(${x}) THEN ${x} ELSE 0 END)`)),
  cos: ofOne((x) => finite(x, `cos(CASE WHEN isfinite(${x}) THEN ${x} ELSE 0 END)`)),
  tan: ofOne((x) => finite(x, `tan(CASE WHEN isfinite(${x}) THEN ${x} ELSE 0 END)`)),
  asin: ofOne((x) => within(`abs(${x}) <= 1`, `asin(CASE WHEN abs(${x}) <= 1 THEN ${x} ELSE 0 END)`)),
  acos: ofOne((x) => within(`abs(${x}) <= 1`, `acos(CASE WHEN abs(${x}) <= 1 THEN ${x} ELSE 0 END)`)),
  atan: ofOne((x) => `atan(${x})`),
  atan2: ofTwo((y, x) => `atan2(${y}, ${x})`),
  // 1 to the power of NaN or of infinity is NaN in JavaScript and 1 in SQL.
  pow: ofTwo((x, y) => `CASE WHEN abs(${x}) = 1 AND NOT isfinite(${y}) THEN ${nan} ELSE pow(${x}, ${y}) END`),
  min: extreme("least"),
  max: extreme("greatest"),
  clamp: (args) => {
    const [value, low, high] = args;
    if (!value || !low || !high || args.length !== 3) throw new OnlyVega("clamp");
    return extreme("greatest")([low, extreme("least")([high, value])]);
  },
  isValid: only(({ sql, nullable, mayBeNaN, type }) => {
    if (type === "null") return "false";
    const parts = [
      ...(nullable ? [`${sql} IS NOT NULL`] : []),
      ...(mayBeNaN ? [`NOT coalesce(isnan(${sql}), false)`] : []),
    ];
    return parts.length > 0 ? `(${parts.join(" AND ")})` : "true";
  }),
  isNaN: only(({ sql, mayBeNaN }) => (mayBeNaN ? `coalesce(isnan(${sql}), false)` : "false")),
  isFinite: only(({ sql, type, nullable }) =>
    type !== "number" ? "false" : nullable ? `coalesce(isfinite(${sql}), false)` : `isfinite(${sql})`,
  ),
  isNumber: only(({ sql, type, nullable }) =>
    type !== "number" ? "false" : nullable ? `(${sql} IS NOT NULL)` : "true",
  ),
  isString: only(({ sql, type, nullable }) =>
    type !== "string" ? "false" : nullable ? `(${sql} IS NOT NULL)` : "true",
  ),
  isBoolean: only(({ sql, type, nullable }) =>
    type !== "boolean" ? "false" : nullable ? `(${sql} IS NOT NULL)` : "true",
  ),
  // Vega's own conversion keeps null, and makes null of "".
  toNumber: (args) => {
    const [first] = args;
    if (first?.type === "number" && first.nullable !== "undefined") return first;
    throw new OnlyVega("toNumber");
  },
  toString: (args: readonly JsValue[]): JsValue => {
    const [first] = args;
    if (first?.type === "string") return first;
    if (!first || first.nullable) throw new OnlyVega("toString");
    return { sql: textSql(first), type: "string", nullable: false, mayBeNaN: false };
  },
  length: ([text]: readonly JsValue[]) => lengthOf(text),
  indexof: (args) => {
    const [text, part] = args;
    if (text?.type !== "string" || part?.type !== "string" || text.nullable || part.nullable)
      throw new OnlyVega("indexof");
    const before = utf16Length(`substring(${text.sql}, 1, strpos(${text.sql}, ${part.sql}) - 1)`);
    return computed(
      `CASE WHEN contains(${text.sql}, ${part.sql}) THEN ${before} ELSE -1 END::DOUBLE`,
      false,
      true,
    );
  },
};

/** A call of a function by name; throws OnlyVega for a function that has no equal in SQL. */
export function callFunction(name: string, args: readonly JsValue[]): JsValue {
  const date = dateFunction(name, args);
  if (date) return date;
  if (!Object.hasOwn(rules, name) || !rules[name]) throw new OnlyVega(`the function ${name}`);
  return rules[name](args);
}

/** `inrange(value, [low, high])`: both ends count, whichever comes first. */
export function inRange(value: JsValue, low: JsValue, high: JsValue): JsValue {
  const [x, a, b] = [value, low, high].map(asNumber);
  if (!x || !a || !b) throw new OnlyVega("inrange");
  const [ends, known] = [[a, b], [a, b].every(({ literal }) => typeof literal === "number")];
  const [from, to] = known && Number(a.literal) > Number(b.literal) ? [b, a] : ends;
  if (!known || !from || !to) throw new OnlyVega("a range that is computed");
  return truth(`(${comparison(">=", x, from)} AND ${comparison("<=", x, to)})`);
}

/** How long JavaScript says that text is: characters beyond the first 65,536 count twice. */
export function lengthOf(value: JsValue | undefined): JsValue {
  if (value?.type !== "string") throw new OnlyVega("length");
  if (typeof value.literal === "string") return numberValue(value.literal.length);
  const length = computed(`${utf16Length(value.sql)}::DOUBLE`, false, true);
  // The length of null ends Vega with an error; here it is no number.
  return value.nullable ? { ...length, nullable: "undefined" } : length;
}

function utf16Length(text: string): string {
  const astral = stringValue("[^\\x{10000}-\\x{10FFFF}]").sql;
  return `(length(${text}) + length(regexp_replace(${text}, ${astral}, '', 'g')))`;
}

function ofTwo(rule: (x: string, y: string) => string): Rule {
  return (args) => {
    const [first, second] = args;
    if (!first || !second || args.length !== 2) throw new OnlyVega("a number of arguments");
    return computed(rule(asNumber(first).sql, asNumber(second).sql));
  };
}

function only(rule: (value: JsValue) => string): Rule {
  return (args) => {
    const [first] = args;
    if (!first || args.length !== 1) throw new OnlyVega("a number of arguments");
    return truth(rule(first));
  };
}
