/** An unscaled value with so many places behind its point, to the last digit; negative places are written out as zeros. */
export function decimalText(value: bigint, places: number): string {
  if (places <= 0) return (value * 10n ** BigInt(-places)).toString();
  const digits = (value < 0n ? -value : value).toString().padStart(places + 1, "0");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
