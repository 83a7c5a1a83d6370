import { asRelationName, uniqueRelationName } from "./relationName.ts";

/**
 * The relation that a file makes: its name up to the first dot, lower case, other characters as `_`,
 * `t_` before a leading digit, `_2` and so on where the name is taken (compared without case).
 */
export function sourceRelationName(fileName: string, taken: Iterable<string>): string {
  const base = fileName.slice(Math.max(fileName.lastIndexOf("/"), fileName.lastIndexOf("\\")) + 1);
  // A name that begins with dots (".events.csv") would otherwise have nothing before its first one.
  const stem = base.replace(/^\.+/, "").split(".", 1)[0] ?? "";
  return uniqueRelationName(asRelationName(stem.toLowerCase()) || "source", taken);
}
