import type { Column } from "../engine/protocol.ts";

/** How a column's values fall: shares of those that are there, by bins or one by one. All shares add up to 1. */
export type Spread =
  /** Bins of numbers (of times: seconds since 1970; of texts: their lengths): up to each edge, and above the last. */
  | { readonly by: "bins" | "lengths"; readonly edges: readonly number[]; readonly shares: readonly number[] }
  | { readonly by: "values"; readonly values: readonly string[]; readonly shares: readonly number[] };

/** A column as it was when it was pinned. */
export interface PinnedColumn extends Column {
  /** The share of rows without a value (NULL, or NaN), from 0 to 1; null where that is not pinned. */
  readonly nulls: number | null;
  /** null where nothing is pinned of its values. */
  readonly spread: Spread | null;
}

export const findingNames = [
  "gone",
  "retyped",
  "renamed",
  "added",
  "new values",
  "nulls",
  "distribution",
  "rows",
] as const;
export type FindingName = (typeof findingNames)[number];

/** What a finding means: it is told, it is told as a warning, or nothing below runs. */
export const levels = ["note", "warn", "stop"] as const;
export type Level = (typeof levels)[number];

/** What a relation promises to those who read it. */
export interface Contract {
  /** null where nothing is pinned yet: all passes. A contract written by hand may leave out how many rows there were. */
  readonly pinned: { readonly rows: number | null; readonly columns: readonly PinnedColumn[] } | null;
  /** Columns of the file by pinned columns; null for one that is to be NULL. */
  readonly map: ReadonlyMap<string, string | null>;
  /** What people decided of findings; the rest is by `defaultLevels`. */
  readonly levels: ReadonlyMap<FindingName, Level>;
}

/** One row of what a comparison found. */
export interface Finding {
  /** "" where it is about the whole relation. */
  readonly column: string;
  readonly finding: FindingName;
  readonly level: Level;
  readonly pinned: string | null;
  readonly now: string | null;
  /** The population stability index where one was measured. */
  readonly psi: number | null;
}

/** The relation of findings that a contract keeps beside its rows. */
export const driftOf = (name: string) => `${name}__drift`;
