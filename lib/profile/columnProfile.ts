import type { Family } from "./family.ts";

/** What stands in a column's header: counts that are exact, and a picture. */
export interface ColumnProfile {
  name: string;
  type: string;
  family: Family;
  /** Of the relation, and how many of them are NULL in this column. */
  rows: number;
  nulls: number;
  /** As DuckDB prints them, cut at 200 characters; of finite values. null where nothing is there to compare. */
  min: string | null;
  max: string | null;
  nan: number;
  /** Infinite numbers, dates and times. */
  infinite: number;
  picture: Picture;
}

export type Picture =
  /** `of` values fall into the bins. `counts` says what they count: the values, or the lengths of lists. */
  | { kind: "bins"; bins: readonly Bin[]; of: number; counts: "values" | "lengths" }
  /**
   * The most frequent values, `others` the rows of all others. Where only a sample was looked at, `sampled` is how many
   * values it held, and counts are of the sample; `groups` is how many values differ among those looked at.
   */
  | {
      kind: "values";
      values: readonly ValueCount[];
      others: number;
      of: number;
      groups: number;
      sampled: number | null;
    }
  | { kind: "none" };

/** From `from` to just before `to`, in text that casts to the column's type (lengths: a number). */
export interface Bin {
  from: string;
  to: string;
  count: number;
}

export interface ValueCount {
  /** At most 120 characters of it; `isCut` where there is more. */
  value: string;
  isCut: boolean;
  count: number;
}

/** What takes longer to find out and is asked for when somebody looks: see detailsSql for how. */
export interface ColumnDetails {
  /** How many values differ, without NULL; not exact ones are within a few percent. null where DuckDB cannot tell. */
  distinct: { count: number; isExact: boolean } | null;
  mean: string | null;
  std: number | null;
  /** First quartile, median, third quartile. */
  quartiles: { values: readonly [string, string, string]; isExact: boolean } | null;
  /** Characters, and texts that are empty. */
  text: { shortest: number; mean: number; longest: number; empty: number } | null;
  /** Items of lists and maps, bytes of blobs. */
  lengths: { shortest: number; mean: number; longest: number; empty: number } | null;
  time: TimeDetails | null;
  /** A struct's fields with how many rows have no value there. */
  fields: readonly { name: string; type: string; nulls: number }[] | null;
}

export interface TimeDetails {
  spanMicros: string;
  /** The longest stretch without a value, and the value it follows; null where the rows are too many to sort. */
  gap: { micros: string; after: string } | null;
  /** Rows by hour of the day (24; none for dates) and by day of the week, Monday first (7; none for times of day). */
  byHour: readonly number[];
  byWeekday: readonly number[];
}

/** How many values a column has. */
export function valuesOf({ rows, nulls }: ColumnProfile): number {
  return rows - nulls;
}

/** The one value that all rows have; null where they differ, or where some or all are NULL. */
export function constantOf({ rows, nulls, nan, infinite, min, max, picture }: ColumnProfile): string | null {
  if (rows === 0 || nulls > 0 || nan > 0 || infinite > 0) return null;
  if (min !== null && min === max && min.length < cutAt) return min;
  if (picture.kind !== "values" || picture.sampled !== null || picture.groups !== 1) return null;
  return picture.values[0]?.value ?? null;
}

/** `min` and `max` are cut here. */
export const cutAt = 200;
