import { maxDecimalDigits, readExact } from "./exactNumber.ts";

const int64 = 2n ** 63n;
const int128 = 2n ** 127n;

/**
 * The DuckDB type of a number by its text, as a literal would have it: BIGINT (HUGEINT past 64 bits) without a point,
 * DECIMAL of just its digits with one, DOUBLE with an exponent. null where none holds it.
 */
export function numberType(text: string): string | null {
  const exact = readExact(text);
  if (!exact) return null;
  if (/[eE]/.test(text)) return Number.isFinite(Number(text)) ? "DOUBLE" : null;
  const { digits, scale } = exact;
  if (scale === 0) {
    if (digits >= -int64 && digits < int64) return "BIGINT";
    return digits >= -int128 && digits < int128 ? "HUGEINT" : null;
  }
  // The digit before the point counts as well where it is 0.
  const width = Math.max(digitCount(digits), scale + 1);
  return width <= maxDecimalDigits ? `DECIMAL(${width},${scale})` : null;
}

/** Why a number cannot be of a type, as the end of a sentence; null where it can. */
export function misfit(text: string, type: string): string | null {
  const exact = readExact(text);
  if (!exact || type === "DOUBLE") return null;
  const { digits, scale } = withoutTrailingZeros(exact);
  if (type === "BIGINT") {
    if (scale > 0) return "is not a whole number, which BIGINT asks for";
    return digits >= -int64 && digits < int64 ? null : "does not fit BIGINT (64 bits)";
  }
  const [, width = "0", places = "0"] = /^DECIMAL\((\d+),(\d+)\)$/.exec(type) ?? [];
  if (scale > Number(places))
    return `has more than ${places} ${places === "1" ? "digit" : "digits"} behind the point, which is all that ${type} holds`;
  const whole = digitCount(digits) - scale;
  return whole > Number(width) - Number(places) ? `does not fit ${type}` : null;
}

function digitCount(digits: bigint): number {
  return String(digits < 0n ? -digits : digits).length;
}

function withoutTrailingZeros({ digits, scale }: { digits: bigint; scale: number }) {
  let [rest, places] = [digits, scale];
  while (places > 0 && rest % 10n === 0n) {
    rest /= 10n;
    places--;
  }
  return { digits: rest, scale: places };
}
