import type { ArrowField, ArrowType } from "../columnar/arrowField.ts";
import type { Column } from "../columnar/column.ts";

/** A field for tests. */
export function field(name: string, type: ArrowType, children: ArrowField[] = []): ArrowField {
  return { name, type, children, dictionary: null, extension: null };
}

/** A column for tests, of buffers as they are. */
export function column(length: number, buffers: ArrayBufferView[], parts: Partial<Column> = {}): Column {
  const bytes = buffers.map((buffer) => new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength));
  return { length, valid: null, buffers: bytes, data: [], children: [], dictionary: null, ...parts };
}

/** A column of texts; null is NULL. */
export function texts(values: readonly (string | null)[]): Column {
  const parts = values.map((value) => Buffer.from(value ?? ""));
  const ends = new Int32Array(values.length + 1);
  parts.forEach((part, at) => {
    ends[at + 1] = (ends[at] ?? 0) + part.length;
  });
  return column(values.length, [ends, Buffer.concat(parts)], { valid: validity(values) });
}

/** A column of 32-bit integers; null is NULL. */
export function ints(values: readonly (number | null)[]): Column {
  return column(values.length, [Int32Array.from(values, (value) => value ?? 0)], { valid: validity(values) });
}

/** Bits that say which values are not null. */
export function validity(values: readonly unknown[]): Uint8Array | null {
  if (!values.includes(null)) return null;
  const bits = new Uint8Array((values.length + 7) >> 3);
  values.forEach((value, at) => {
    if (value !== null) bits[at >> 3] = (bits[at >> 3] ?? 0) | (1 << (at & 7));
  });
  return bits;
}
