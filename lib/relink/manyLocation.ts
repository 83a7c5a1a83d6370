/** Where a source of many files is from: a pattern of their paths. */
export function manyLocation(pattern: string): string {
  return `file:${pattern}`;
}

/** The pattern of a source that is made from many files; null for all others. */
export function patternOf(location: string): string | null {
  return location.startsWith("file:") && location.includes("*") ? location.slice("file:".length) : null;
}
