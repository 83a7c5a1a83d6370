import type { DrawnMark } from "./drawnMarks.ts";

/**
 * Where two drawn charts differ, in words; null where they look the same: numbers within 1e-9 of their size, points
 * along a line and names along an axis in order, other items whatever their order.
 */
export function pictureDifference(
  expected: readonly DrawnMark[],
  drawn: readonly DrawnMark[],
): string | null {
  const [a, b] = [expected, drawn].map((marks) => marks.filter(({ items }) => items.length > 0).map(settled));
  if (!a || !b || a.length !== b.length) return `${a?.length} marks became ${b?.length}`;
  // Series are drawn in an order of their own; alike series lie on each other.
  const [left, right] = [a, b].map((marks) => marks.sort((one, other) => compare(one.key, other.key)));
  for (const [index, mark] of (left ?? []).entries()) {
    const other = right?.[index];
    if (!other || other.kind !== mark.kind) return `a ${mark.kind} became a ${other?.kind}`;
    if (other.items.length !== mark.items.length)
      return `${mark.items.length} items of ${mark.kind} became ${other.items.length}`;
    for (const [row, item] of mark.items.entries()) {
      const found = itemDifference(item, other.items[row] ?? {});
      if (found) return `${mark.kind} ${row}: ${found}`;
    }
  }
  return null;
}

const ordered = new Set(["line", "area", "trail", "axis-label", "legend-label"]);

function settled({ kind, items }: DrawnMark): DrawnMark & { key: string } {
  const keyed = items.map((item) => ({ item, key: itemKey(item) }));
  if (!ordered.has(kind)) keyed.sort((one, other) => compare(one.key, other.key));
  return { kind, items: keyed.map(({ item }) => item), key: `${kind} ${keyed.map(({ key }) => key).join()}` };
}

/** Rounded, so that what differs by less than is compared comes in the same order. */
function itemKey(item: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(
    Object.entries(item).map(([name, value]) => [name, typeof value === "number" ? rounded(value) : value]),
  );
}

function rounded(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const text = (Math.round(value * 1e4) / 1e4).toFixed(4);
  return text === "-0.0000" ? "0.0000" : text;
}

function itemDifference(
  expected: Readonly<Record<string, unknown>>,
  drawn: Readonly<Record<string, unknown>>,
): string | null {
  for (const name of new Set([...Object.keys(expected), ...Object.keys(drawn)])) {
    const [a, b] = [expected[name], drawn[name]];
    if (typeof a === "number" && typeof b === "number" ? !isNear(a, b) : a !== b)
      return `${name} ${a} became ${b}`;
  }
  return null;
}

/** Pixels and angles a millionth of a millionth apart look the same, also near zero. */
function isNear(a: number, b: number): boolean {
  if (Object.is(a, b) || a === b) return true;
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
