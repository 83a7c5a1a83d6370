/** Sessions that follow each other differ in colour. */
export function markOf(session: number): string {
  return `var(--chart-${((session - 1) % 4) + 1})`;
}
