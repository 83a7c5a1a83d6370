import { DuckTime } from "./duckTime.ts";

/** Whether rows are objects with columns, or values of one column. */
export type RowForm = "objects" | "scalars";

/** The form that the first rows have; null where there are none. */
export function formOf(rows: readonly unknown[]): RowForm | null {
  if (rows.some(isRecord)) return "objects";
  return rows.length > 0 ? "scalars" : null;
}

/** A row with columns: an object that is not itself a value. */
export function isRecord(row: unknown): row is Record<string, unknown> {
  if (typeof row !== "object" || row === null || Array.isArray(row)) return false;
  const prototype: unknown = Object.getPrototypeOf(row);
  return prototype === Object.prototype || prototype === null || isUserClass(row);
}

const valueClasses: ReadonlySet<unknown> = new Set([
  Date,
  Map,
  Set,
  RegExp,
  ArrayBuffer,
  DataView,
  Promise,
  URL,
]);

function isUserClass(row: object): boolean {
  if (ArrayBuffer.isView(row) || row instanceof DuckTime || row instanceof Error) return false;
  return !valueClasses.has(row.constructor) && Object.keys(row).length > 0;
}

/** What a reader would call it. */
export function rowWord(row: unknown): string {
  if (row === undefined) return "undefined (does the function return its row?)";
  if (row === null) return "null";
  return Array.isArray(row) ? "a list" : `a ${typeof row}`;
}
