/** A date by days since 1970, as DuckDB prints dates, of any year. */
export function dateText(days: bigint): string {
  // Counted from 1 March of year 0, in eras of 400 years (146,097 days), so that a leap day ends its year.
  const shifted = days + 719_468n;
  const era = floorDiv(shifted, 146_097n);
  const dayOfEra = Number(shifted - era * 146_097n);
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = BigInt(yearOfEra) + era * 400n + (month <= 2 ? 1n : 0n);
  const shown = year > 0n ? year : 1n - year;
  return `${String(shown).padStart(4, "0")}-${two(month)}-${two(day)}${year > 0n ? "" : " (BC)"}`;
}

/** A quotient rounded towards minus infinity. */
export function floorDiv(value: bigint, by: bigint): bigint {
  return value / by - (value % by < 0n ? 1n : 0n);
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
