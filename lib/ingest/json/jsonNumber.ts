import type { JsonCursor } from "./jsonCursor.ts";

const powers = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);

/** Reads the number under the cursor as the DOUBLE nearest to it. */
export function parseDouble(cursor: JsonCursor): number {
  const { buf, end } = cursor;
  const from = cursor.pos;
  let pos = from;
  const isNegative = buf[pos] === 45;
  if (isNegative) pos++;
  // The first 15 digits and the next four, each exact.
  let high = 0;
  let low = 0;
  let digits = 0;
  let scale = 0;
  let byte = buf[pos] ?? 0;
  const wholeFrom = pos;
  for (; byte > 47 && byte < 58; byte = buf[++pos] ?? 0) {
    if (digits < 15) high = high * 10 + byte - 48;
    else low = low * 10 + byte - 48;
    if (high > 0) digits++;
  }
  const whole = pos - wholeFrom;
  if (byte === 46) {
    byte = buf[++pos] ?? 0;
    const fractionFrom = pos;
    for (; byte > 47 && byte < 58; byte = buf[++pos] ?? 0) {
      if (digits < 15) high = high * 10 + byte - 48;
      else low = low * 10 + byte - 48;
      if (high > 0) digits++;
    }
    scale = pos - fractionFrom;
    if (scale === 0) digits = 99;
  }
  const isPlain = whole > 0 && (whole === 1 || buf[wholeFrom] !== 48) && (byte | 32) !== 101 && pos <= end;
  if (isPlain && digits < 20 && scale < 23) {
    const divisor = powers[scale] ?? 1;
    // Exact digits over an exact power of ten: one division, rounded once.
    const value = digits < 16 ? high / divisor : quotient(high, low, powers[digits - 15] ?? 1, divisor);
    if (value >= 0) {
      cursor.pos = pos;
      return isNegative ? -value : value;
    }
  }
  cursor.skipNumber();
  let text = "";
  for (let at = from; at < cursor.pos; at++) text += String.fromCharCode(buf[at] ?? 0);
  return Number(text);
}

/** (high * factor + low) / divisor, to twice the precision of a DOUBLE and then rounded; NaN where that is too close to call. */
function quotient(high: number, low: number, factor: number, divisor: number): number {
  const product = high * factor;
  const productRest = productError(high, factor, product);
  const sum = product + low;
  const rest = low - (sum - product) + productRest;
  const first = sum / divisor;
  const back = first * divisor;
  const second = (sum - back - productError(first, divisor, back) + rest) / divisor;
  const value = first + second * (1 + 1e-12);
  return value === first + second * (1 - 1e-12) ? value : Number.NaN;
}

/** What rounding took from a * b (Dekker's way: both cut in halves whose products are exact). */
function productError(a: number, b: number, product: number): number {
  const aCut = 134217729 * a;
  const aHigh = aCut - (aCut - a);
  const aLow = a - aHigh;
  const bCut = 134217729 * b;
  const bHigh = bCut - (bCut - b);
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

/** Stores an integer as two's complement words, the low one first. */
export function storeBigint(words: Int32Array, at: number, value: bigint, count: number): void {
  let rest = value;
  for (let word = 0; word < count; word++) {
    words[at + word] = Number(BigInt.asIntN(32, rest));
    rest >>= 32n;
  }
}
