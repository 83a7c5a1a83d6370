const dates = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" });
const times = new Intl.DateTimeFormat("en-GB", { timeStyle: "short" });

/** The day of a moment in the reader's own time zone: Today, Yesterday, 3 Mar 2026. All in milliseconds since 1970. */
export function dayOf(atMs: number, nowMs: number): string {
  const day = dates.format(atMs);
  if (day === dates.format(nowMs)) return "Today";
  const yesterday = new Date(nowMs);
  yesterday.setDate(yesterday.getDate() - 1);
  return day === dates.format(yesterday) ? "Yesterday" : day;
}

/** The time of day: 14:05. */
export function timeOf(atMs: number): string {
  return times.format(atMs);
}

/** Neighbours of one day together, in their order. */
export function byDay<T extends { readonly at: number }>(
  items: readonly T[],
  nowMs: number,
): { day: string; items: T[] }[] {
  const days: { day: string; items: T[] }[] = [];
  for (const item of items) {
    const day = dayOf(item.at, nowMs);
    const last = days.at(-1);
    if (last?.day === day) last.items.push(item);
    else days.push({ day, items: [item] });
  }
  return days;
}
