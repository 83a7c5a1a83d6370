/** A text as nbformat holds it (one string, or its lines), joined; null for anything else. */
export function multilineText(value: unknown): string | null {
  if (typeof value === "string") return value;
  if (!Array.isArray(value)) return null;
  const lines: unknown[] = value;
  return lines.every((line) => typeof line === "string") ? lines.join("") : null;
}

/** A text as the list of its lines, each with its line end, as nbformat is written. */
export function textAsLines(text: string): string[] {
  return text === "" ? [] : text.split(/(?<=\n)/);
}
