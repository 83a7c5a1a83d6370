import type { Column } from "./column.ts";
import type { Conversion } from "./conversion.ts";
import type { Rows } from "./rows.ts";
import { int32View, int64View } from "./typedViews.ts";

/** Which of the rows meant are NULL, as Arrow data wants it. */
export interface Nulls {
  nullCount: number;
  nullBitmap: Uint8Array | undefined;
}

/** The validity of the rows meant, beginning with bit 0. */
export function nullsOf(column: Column, rows: Rows, run: Conversion): Nulls {
  const { valid } = column;
  const { length } = rows;
  if (valid === null && (rows.at === null || !rows.at.includes(-1)))
    return { nullCount: 0, nullBitmap: undefined };
  run.spend(length >> 3);
  const nullBitmap = new Uint8Array((length + 7) >> 3);
  let ones = 0;
  for (let row = 0; row < length; row++) {
    const at = rows.at === null ? rows.from + row : (rows.at[row] ?? -1);
    if (at < 0 || (valid !== null && (((valid[at >> 3] ?? 0) >> (at & 7)) & 1) === 0)) continue;
    ones++;
    nullBitmap[row >> 3] = (nullBitmap[row >> 3] ?? 0) | (1 << (row & 7));
  }
  return ones === length ? { nullCount: 0, nullBitmap: undefined } : { nullCount: length - ones, nullBitmap };
}

/** Whether a row of what `nullsOf` answered is NULL. */
export function isNull({ nullBitmap }: Nulls, row: number): boolean {
  return nullBitmap !== undefined && (((nullBitmap[row >> 3] ?? 0) >> (row & 7)) & 1) === 0;
}

/** Values of a fixed width of the rows meant, in memory that begins at a multiple of 8; zeros where an index is -1. */
export function pickedBytes(
  column: Column,
  rows: Rows,
  width: number,
  run: Conversion,
): Uint8Array<ArrayBuffer> {
  const source = column.buffers[0] ?? new Uint8Array(0);
  run.spend(rows.length * width);
  if (rows.at === null) return source.slice(rows.from * width, (rows.from + rows.length) * width);
  const out = new Uint8Array(rows.length * width);
  const { at } = rows;
  if (width === 4 || width === 8) {
    if (width === 4) {
      const from = int32View(source);
      const to = new Int32Array(out.buffer);
      for (let row = 0; row < to.length; row++) to[row] = from[at[row] ?? -1] ?? 0;
    } else {
      const from = int64View(source);
      const to = new BigInt64Array(out.buffer);
      for (let row = 0; row < to.length; row++) to[row] = from[at[row] ?? -1] ?? 0n;
    }
    return out;
  }
  for (let row = 0; row < rows.length; row++) {
    const index = at[row] ?? -1;
    if (index < 0) continue;
    for (let byte = 0; byte < width; byte++) out[row * width + byte] = source[index * width + byte] ?? 0;
  }
  return out;
}
