/** A bound counted in units of the last place, or why a text is none. */
export type Units = { ok: true; units: bigint } | { ok: false };

/** Beyond this many places a number is not written out. */
const mostPlaces = 400;

/**
 * A number as written (`-12`, `2.5`, `1e6`) in units of 10^-scale, rounded up or down to a whole unit: no double stands
 * between, so that 9007199254740993 stays what it is.
 */
export function unitsOf(text: string, scale: number, round: "up" | "down"): Units {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,4}))?$/i.exec(text.trim());
  const [, sign, whole = "", fraction = "", exponent = "0"] = match ?? [];
  if (!match || whole + fraction === "") return { ok: false };
  const shift = scale - fraction.length + Number(exponent);
  if (Math.abs(shift) > mostPlaces) return { ok: false };
  const digits = BigInt(whole + fraction) * (sign === "-" ? -1n : 1n);
  if (shift >= 0) return { ok: true, units: digits * 10n ** BigInt(shift) };
  const divisor = 10n ** BigInt(-shift);
  // Division of bigints goes towards zero.
  const towardsZero = digits / divisor;
  const isExact = towardsZero * divisor === digits;
  if (isExact) return { ok: true, units: towardsZero };
  if (round === "up") return { ok: true, units: digits > 0n ? towardsZero + 1n : towardsZero };
  return { ok: true, units: digits < 0n ? towardsZero - 1n : towardsZero };
}

/** Units of 10^-scale as a number is written: 1250 with two places is `12.50`. */
export function writeUnits(units: bigint, scale: number): string {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, "0");
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return units < 0n ? `-${text}` : text;
}
