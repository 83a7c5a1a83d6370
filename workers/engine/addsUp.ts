/** Says so where the independent count and the load disagree: never silently. */
export function addsUp(rows: number, loaded: number, rejected: number): string[] {
  const missing = rows - loaded - rejected;
  if (missing === 0) return [];
  return [
    `The file's own count is ${rows} rows, but ${loaded} loaded and ${rejected} rejected: ${missing} do not add up.`,
  ];
}
