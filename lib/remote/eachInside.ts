/** Deeper than this no request holds a file. */
const deepest = 4;

/** A copy of a plain object or array with something else in place of each of its values; all else as it is. */
export function eachInside(
  value: unknown,
  depth: number,
  each: (value: unknown, depth: number) => unknown,
): unknown {
  if (depth >= deepest || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => each(item, depth + 1));
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, each(item, depth + 1)]));
}
