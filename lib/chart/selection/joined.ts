/** Conditions in one, each in brackets where there are several; empty where there is none. */
export function joined(parts: readonly string[], between: " AND " | " OR "): string {
  const [only = "", ...more] = parts;
  return more.length === 0 ? only : parts.map(inBrackets).join(between);
}

/** A condition in brackets, unless it stands in one pair already. */
export function inBrackets(sql: string): string {
  return /^\((?:[^()']|'[^']*')*\)$/.test(sql) ? sql : `(${sql})`;
}
