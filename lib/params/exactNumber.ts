/** A decimal number without rounding: `digits` ÷ 10^`scale`. */
export interface Exact {
  readonly digits: bigint;
  /** From 0: how many of the digits stand behind the point. */
  readonly scale: number;
}

const decimalText = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/** What a DOUBLE holds, roughly: larger exponents are no number here. */
const maxExponent = 308;

/** DuckDB's DECIMAL has at most so many digits. */
export const maxDecimalDigits = 38;

/** The number that a text stands for, digit for digit; null where it is none. `_` and spaces between digits are none either. */
export function readExact(text: string): Exact | null {
  const found = decimalText.exec(text);
  if (!found) return null;
  const [, sign, whole = "", fraction = "", exponent = "0"] = found;
  const power = Number(exponent);
  if (whole + fraction === "" || Math.abs(power) > maxExponent) return null;
  const digits = BigInt(`${sign === "-" ? "-" : ""}${whole}${fraction}`);
  const scale = fraction.length - power;
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

/** Below 0 where a is the smaller, 0 where they are equal. */
export function compareExact(a: Exact, b: Exact): number {
  const [one, other] = sameScale(a, b);
  return one === other ? 0 : one < other ? -1 : 1;
}

/** `from` and so many steps on. */
export function stepsFrom(from: Exact, step: Exact, steps: bigint): Exact {
  const scale = Math.max(from.scale, step.scale);
  return { digits: scaled(from, scale) + scaled(step, scale) * steps, scale };
}

/** How many whole steps lie between, rounded down; and whether they come out even. */
export function stepsBetween(from: Exact, to: Exact, step: Exact): { steps: bigint; isEven: boolean } {
  const scale = Math.max(from.scale, to.scale, step.scale);
  const distance = scaled(to, scale) - scaled(from, scale);
  const one = scaled(step, scale);
  const steps = distance / one;
  const isEven = steps * one === distance;
  return { steps: !isEven && distance < 0n ? steps - 1n : steps, isEven };
}

/** The number as text with at least so many digits behind the point, without exponent. */
export function exactText({ digits, scale }: Exact, places = 0): string {
  const wanted = Math.max(scale, places);
  const all = digits * 10n ** BigInt(wanted - scale);
  const text = String(all < 0n ? -all : all).padStart(wanted + 1, "0");
  const whole = text.slice(0, text.length - wanted);
  const sign = all < 0n ? "-" : "";
  return wanted === 0 ? sign + whole : `${sign}${whole}.${text.slice(text.length - wanted)}`;
}

/**
 * A number's text put plainly: no `+`, no leading zeros, a digit on both sides of the point. Digits behind the point stay,
 * and one with an exponent keeps it. null where the text is no number.
 */
export function tidyNumber(text: string): string | null {
  const trimmed = text.trim();
  const exact = readExact(trimmed);
  if (!exact) return null;
  const [mantissa = "", exponent] = trimmed.split(/[eE]/);
  const plain = readExact(mantissa);
  if (!plain) return null;
  return exponent === undefined ? exactText(exact) : `${exactText(plain)}e${Number(exponent)}`;
}

function sameScale(a: Exact, b: Exact): [bigint, bigint] {
  const scale = Math.max(a.scale, b.scale);
  return [scaled(a, scale), scaled(b, scale)];
}

function scaled({ digits, scale }: Exact, wanted: number): bigint {
  return digits * 10n ** BigInt(wanted - scale);
}
