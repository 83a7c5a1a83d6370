import type { Bin, ColumnProfile, ValueCount } from "./columnProfile.ts";
import type { RowFilter } from "./rowFilter.ts";

/**
 * The filter that keeps just the rows of one bar. The ends are open where nothing lies beyond them, since the round edge
 * of a bin may be no value of the type (130 of a TINYINT). null where rows cannot be told by their value.
 */
export function binFilter({ name, picture, nan, infinite }: ColumnProfile, bin: Bin): RowFilter | null {
  if (picture.kind !== "bins" || picture.counts !== "values") return null;
  const hasBeyond = nan > 0 || infinite > 0;
  const isFirst = bin === picture.bins[0] && !hasBeyond;
  const isLast = bin === picture.bins.at(-1) && !hasBeyond;
  // A single bar that holds every value: rows without one are what it leaves out.
  if (isFirst && isLast) return { kind: "null", column: name, isNull: false };
  return {
    kind: "range",
    column: name,
    from: isFirst ? null : bin.from,
    to: isLast ? null : bin.to,
    isToIncluded: false,
  };
}

/** The filter that keeps the rows with a frequent value; null for a value that is not known whole. */
export function valueFilter({ name }: ColumnProfile, { value, isCut }: ValueCount): RowFilter | null {
  return isCut ? null : { kind: "values", column: name, values: [value], not: false };
}

export function nullFilter({ name }: ColumnProfile): RowFilter {
  return { kind: "null", column: name, isNull: true };
}
