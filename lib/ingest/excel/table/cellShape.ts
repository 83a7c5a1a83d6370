import { cellKind, type SheetRow } from "../sheetRow.ts";

/** What was seen in a column; each is a bit. */
export const seen = {
  integer: 1,
  /** A whole number that BIGINT keeps and DOUBLE does not. */
  wide: 2,
  float: 4,
  /** A whole number with more digits than either keeps. */
  overlong: 8,
  boolean: 16,
  date: 32,
  datetime: 64,
  time: 128,
  duration: 256,
  text: 512,
  /** A text of no characters, as formulas give for nothing. */
  emptyText: 1024,
  error: 2048,
} as const;

/** The bit of one cell. */
export function shapeOf(row: SheetRow, cell: number): number {
  switch (row.kinds[cell]) {
    case cellKind.number:
      return numberShape(row.numbers[cell] ?? 0, row.texts[cell] ?? "");
    case cellKind.boolean:
      return seen.boolean;
    case cellKind.date:
      return seen.date;
    case cellKind.datetime:
      return seen.datetime;
    case cellKind.time:
      return seen.time;
    case cellKind.duration:
      return seen.duration;
    case cellKind.error:
      return seen.error;
    default:
      return row.texts[cell] === "" ? seen.emptyText : seen.text;
  }
}

function numberShape(number: number, text: string): number {
  if (!Number.isInteger(number)) return seen.float;
  if (Number.isSafeInteger(number)) return seen.integer;
  const value = wholeNumber(number, text);
  const isExact = BigInt(number) === value;
  if (BigInt.asIntN(64, value) !== value) return isExact ? seen.float : seen.overlong;
  return isExact ? seen.integer : seen.wide;
}

/** A whole number with the digits that are stored, where they are. */
export function wholeNumber(number: number, text: string): bigint {
  return BigInt(/^-?\d+$/.test(text) ? text : number);
}

/** How a column is kept. */
export type ColumnKind =
  | "bigint"
  | "double"
  | "boolean"
  | "date"
  | "timestamp"
  | "time"
  | "interval"
  | "text";

const kindsOf: readonly (readonly [mask: number, kind: ColumnKind])[] = [
  [seen.integer | seen.wide, "bigint"],
  [seen.integer | seen.float, "double"],
  [seen.boolean, "boolean"],
  [seen.date, "date"],
  [seen.date | seen.datetime, "timestamp"],
  [seen.time, "time"],
  [seen.time | seen.duration, "interval"],
];

/** The kind that keeps everything seen; errors and empty texts become NULL in all but text. */
export function kindOf(bits: number): ColumnKind {
  const values = bits & ~(seen.emptyText | seen.error);
  if (values === 0) return "text";
  return kindsOf.find(([mask]) => (values & ~mask) === 0)?.[1] ?? "text";
}
