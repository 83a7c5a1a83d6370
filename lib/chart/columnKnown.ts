import type { ColumnStats } from "../sql/columnStats.ts";
import { columnKind, type DrawnColumn } from "./columnUse.ts";

/** What is known of a column's values before any is read: spares tests of them in SQL, for what cannot be there. */
export interface ColumnKnown {
  /** Whether it can be NULL; "undefined" where a NULL stands for what Vega calls `undefined`. */
  nullable: boolean | "undefined";
  /** Of moments: whether there may be infinite ones. */
  mayBeNaN: boolean;
  /** Its numbers are whole and below 2^53. */
  isWhole?: boolean;
  /** No value lies outside, ends included; of moments in milliseconds since 1970. Not known of what may be NaN. */
  range?: readonly [number, number];
}

/** What follows from the engine's statistics of a column; undefined where that is nothing. */
export function knownOf(column: DrawnColumn, stats: ColumnStats | undefined): ColumnKnown | undefined {
  if (!stats) return undefined;
  const nullable = stats.mayBeNull;
  switch (columnKind(column)) {
    case "whole":
    case "bigWhole":
    case "hugeWhole":
    case "decimal": {
      const range = rangeOf(stats, Number);
      return { nullable, mayBeNaN: false, ...(range ? { range } : {}) };
    }
    case "float": {
      const range = rangeOf(stats, floatOf);
      return { nullable, mayBeNaN: !range, ...(range ? { range } : {}) };
    }
    case "time": {
      const ends = rangeOf(stats, momentOf);
      // What is less than a second was cut off.
      return { nullable, mayBeNaN: !ends, ...(ends ? { range: [ends[0], ends[1] + 999] as const } : {}) };
    }
    case "text":
    case "boolean":
      return { nullable, mayBeNaN: false };
    default:
      return undefined;
  }
}

function rangeOf(
  { least, greatest }: ColumnStats,
  read: (text: string) => number,
): readonly [number, number] | null {
  if (least === null || greatest === null) return null;
  const [low, high] = [read(least), read(greatest)];
  // A column of nothing but NULL has its ends the wrong way round; so may one with infinite days.
  return low <= high ? [low, high] : null;
}

/** NaN for text that is no number: then nothing is known. */
function floatOf(text: string): number {
  if (text === "inf") return Number.POSITIVE_INFINITY;
  if (text === "-inf") return Number.NEGATIVE_INFINITY;
  return text === "" ? Number.NaN : Number(text);
}

/** Years of four digits only: infinity, and what is near it, is then not taken for a moment. */
const moment = /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d:\d\d)(?:\.\d+)?(?:\+00)?)?$/;

function momentOf(text: string): number {
  const found = moment.exec(text);
  return found ? Date.parse(`${found[1]}T${found[2] ?? "00:00:00"}Z`) : Number.NaN;
}
