const begins = "<!-- cell";
const ends = "-->";

/** The metadata of a `<!-- cell {json} -->` line; {} where it has none; null for any other line. */
export function parseMarker(line: string): Record<string, unknown> | null {
  if (!line.startsWith(begins)) return null;
  const close = line.indexOf(ends);
  if (close < 0 || /[^ \t]/.test(line.slice(close + ends.length))) return null;
  const inside = line.slice(begins.length, close).trim();
  if (inside === "") return {};
  if (!inside.startsWith("{") || !/^[ \t]/.test(line.slice(begins.length))) return null;
  try {
    const meta: unknown = JSON.parse(inside);
    return isRecord(meta) ? meta : null;
  } catch {
    // Not a marker, then, but a comment like any other.
    return null;
  }
}

/** The line that carries this metadata. */
export function printMarker(meta: Readonly<Record<string, unknown>>): string {
  if (Object.keys(meta).length === 0) return `${begins} ${ends}`;
  // ">" cannot stand as it is: together with "--" it would end the comment.
  return `${begins} ${JSON.stringify(meta).replaceAll(">", "\\u003e")} ${ends}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
