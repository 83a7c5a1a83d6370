import type { ColumnsRef, Written } from "./fields.ts";

const mostNamed = 3;

/** Columns in a sentence: "a, b and c", "a, b and 4 more", "all columns". */
export function namesIn(ref: ColumnsRef | readonly Written[]): string {
  if ("isAll" in ref && ref.isAll) return "all columns";
  const names = ("isAll" in ref ? ref.names : ref).map(({ value }) => value);
  if (names.length > mostNamed) return `${names.slice(0, 2).join(", ")} and ${names.length - 2} more`;
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/** A text cut to what fits a line. */
export function cut(text: string, most = 40): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}
