import type { ArrowField } from "./arrowField.ts";

/** Values of a field as they lie in a record batch. Lengths of buffers are checked; what offsets and indexes say is not. */
export interface Column {
  length: number;
  /** A bit a value, 1 where there is one; null where no value is NULL. */
  valid: Uint8Array | null;
  /** In the order of the format, without validity and without views' data. */
  buffers: Uint8Array[];
  /** What views point into. */
  data: Uint8Array[];
  children: Column[];
  /** Where the values are indexes: what they point at. */
  dictionary: Column | null;
}

/** A column of no values. */
export function emptyColumn(field: ArrowField): Column {
  const none = new Uint8Array(0);
  return {
    length: 0,
    valid: null,
    buffers: [none, none],
    data: [],
    children: field.children.map(emptyColumn),
    dictionary: null,
  };
}

/** Whether there is a value at an index. */
export function isValid(column: Column, at: number): boolean {
  return column.valid === null || (((column.valid[at >> 3] ?? 0) >> (at & 7)) & 1) === 1;
}

/** Rows of a table, a column a field. */
export interface Batch {
  rows: number;
  columns: Column[];
}
