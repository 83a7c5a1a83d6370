const steps: readonly (readonly [seconds: number, unit: string])[] = [
  [365 * 86_400, "year"],
  [30 * 86_400, "month"],
  [86_400, "day"],
  [3600, "h"],
  [60, "min"],
];

/** How long ago something was, roughly: now, 5 min, 3 h, 2 days, 4 months, 1 year. Both in milliseconds since 1970. */
export function formatAge(thenMs: number, nowMs: number): string {
  const seconds = Math.max(0, (nowMs - thenMs) / 1000);
  const step = steps.find(([length]) => seconds >= length);
  if (!step) return "now";
  const [length, unit] = step;
  const count = Math.floor(seconds / length);
  return `${count} ${unit}${count > 1 && length >= 86_400 ? "s" : ""}`;
}
