const grouped = new Intl.NumberFormat("en");

/** A count with its thousands apart: 3,000,000. */
export function formatCount(count: number): string {
  return grouped.format(count);
}

/** A count with its noun: "1 row", "3,000,000 rows". */
export function countOf(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}
