/** A member of a plain object by its name, or else by one that differs only in case; null where it has none of its own. */
export function memberOf(value: unknown, name: string): { value: unknown } | null {
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return null;
  const entries = Object.entries(value);
  const found =
    entries.find(([key]) => key === name) ??
    entries.find(([key]) => key.toLowerCase() === name.toLowerCase());
  return found ? { value: found[1] } : null;
}
